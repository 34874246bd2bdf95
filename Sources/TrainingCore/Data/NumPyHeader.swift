/// The header of a `.npy` file: a Python dictionary with `descr`, `fortran_order` and `shape`.
struct NumPyHeader: Equatable {
    let descr: String
    let isFortranOrder: Bool
    let shape: [Int]

    /// `nil` when the text isn't such a dictionary.
    init?(_ bytes: [UInt8]) {
        // Latin-1, of which only ASCII can occur in what is understood here.
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let descr = Self.value(of: "descr", in: text), let order = Self.value(of: "fortran_order", in: text),
            let shape = Self.value(of: "shape", in: text)
        else { return nil }
        guard let first = descr.first, first == "'" || first == "\"" else { return nil }
        let rest = descr.dropFirst()
        guard let end = rest.firstIndex(of: first) else { return nil }
        self.descr = String(rest[..<end])
        if order.hasPrefix("True") {
            isFortranOrder = true
        } else if order.hasPrefix("False") {
            isFortranOrder = false
        } else {
            return nil
        }
        guard shape.first == "(", let close = shape.firstIndex(of: ")") else { return nil }
        var sides: [Int] = []
        for part in shape[shape.index(after: shape.startIndex)..<close].split(separator: ",") {
            let digits = part.filter { $0 != " " }
            if digits.isEmpty { continue }
            guard let side = Int(digits), side >= 0 else { return nil }
            sides.append(side)
        }
        self.shape = sides
    }

    /// The text behind `'key':`, spaces dropped.
    private static func value(of key: String, in text: String) -> Substring? {
        for quote in ["'", "\""] {
            if let range = text.firstRange(of: "\(quote)\(key)\(quote)") {
                let rest = text[range.upperBound...].drop { $0 == " " }
                guard rest.first == ":" else { return nil }
                return rest.dropFirst().drop { $0 == " " }
            }
        }
        return nil
    }
}
