internal import JSON

/// Which parameters differ between trials, told from their canonical JSON without making values of it.
///
/// `ParameterNames` is the plain form: for the same trials both say the same.
struct ParameterScan {
    private var leaves: [Leaf] = []
    private var numbers: [[UInt8]: Int] = [:]
    private var count = 0
    /// The dotted name of the member that is being read, and where its like was found last time.
    private var path: [UInt8] = []
    private var expected = 0

    private struct Leaf {
        let path: [UInt8]
        let text: [UInt8]
        let value: JSON
        var count = 0
        /// The number of the latest text that has it: a text counts once.
        var latest = 0
        var isConstant = true
    }

    /// The parameters that differ between the texts so far, sorted, and those that every one has with one value.
    var split: (varying: [String], constant: [String: JSON]) {
        var (varying, constant) = (Set<String>(), [String: JSON]())
        for leaf in leaves {
            let name = String(decoding: leaf.path, as: UTF8.self)
            if leaf.isConstant, leaf.count == count { constant[name] = leaf.value } else { varying.insert(name) }
        }
        return (varying.sorted(), constant)
    }

    /// - Throws: `JSONSyntaxError`.
    mutating func add(_ text: String) throws {
        count += 1
        expected = 0
        path.removeAll(keepingCapacity: true)
        var text = text
        let isRead = try text.withUTF8 { bytes in
            var position = 0
            return try readObject(bytes, &position, depth: 1) && position == bytes.count
        }
        if isRead { return }
        // Not as our writer spells it: back to the plain form.
        for (name, value) in ParameterNames.flatten(try JSON(parsing: text)) {
            path = Array(name.utf8)
            try value.bytes().withUnsafeBufferPointer { try addLeaf($0[...]) }
        }
    }

    private typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Reads the object at `position`; false where it is not spelled as expected.
    private mutating func readObject(_ bytes: Bytes, _ position: inout Int, depth: Int) throws -> Bool {
        guard depth <= JSON.maximumDepth, bytes.has("{", at: &position) else { return false }
        if bytes.has("}", at: &position) { return true }
        let parent = path.count
        repeat {
            let start = position + 1
            guard bytes.skipString(&position), !bytes[start..<position].contains(UInt8(ascii: "\\")) else {
                return false
            }
            if parent > 0 { path.append(UInt8(ascii: ".")) }
            path.append(contentsOf: bytes[start..<(position - 1)])
            guard bytes.has(":", at: &position), try readMember(bytes, &position, depth: depth) else { return false }
            path.removeLast(path.count - parent)
        } while bytes.has(",", at: &position)
        return bytes.has("}", at: &position)
    }

    private mutating func readMember(_ bytes: Bytes, _ position: inout Int, depth: Int) throws -> Bool {
        let start = position
        if position + 1 < bytes.count, bytes[position] == UInt8(ascii: "{"),
            bytes[position + 1] != UInt8(ascii: "}") || path.isEmpty
        {
            return try readObject(bytes, &position, depth: depth + 1)
        }
        guard bytes.skipLeaf(&position) else { return false }
        try addLeaf(bytes[start..<position])
        return true
    }

    private mutating func addLeaf(_ text: Slice<Bytes>) throws {
        let number = try expected < leaves.count && leaves[expected].path == path ? expected : number(text)
        expected = number + 1
        if leaves[number].latest < count { leaves[number].count += 1 }
        leaves[number].latest = count
        guard leaves[number].isConstant, !leaves[number].text.elementsEqual(text) else { return }
        leaves[number].isConstant = try JSON(parsing: text).normalisingNumbers == leaves[number].value
    }

    private mutating func number(_ text: Slice<Bytes>) throws -> Int {
        if let number = numbers[path] { return number }
        numbers[path] = leaves.count
        leaves.append(Leaf(path: path, text: Array(text), value: try JSON(parsing: text).normalisingNumbers))
        return leaves.count - 1
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether this byte comes next; then it is passed.
    fileprivate func has(_ character: Unicode.Scalar, at position: inout Int) -> Bool {
        guard position < count, self[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Passes a string with its quotes.
    fileprivate func skipString(_ position: inout Int) -> Bool {
        guard has("\"", at: &position) else { return false }
        while position < count {
            defer { position += 1 }
            if self[position] == UInt8(ascii: "\"") { return true }
            if self[position] == UInt8(ascii: "\\") { position += 1 }
        }
        return false
    }

    /// Passes a value that is no object with members: up to the `,` or `}` behind it.
    fileprivate func skipLeaf(_ position: inout Int) -> Bool {
        var depth = 0
        while position < count {
            switch self[position] {
            case UInt8(ascii: "\""):
                guard skipString(&position) else { return false }
                continue
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth == 0 { return true }
                depth -= 1
            case UInt8(ascii: ","): if depth == 0 { return true }
            default: break
            }
            position += 1
        }
        return false
    }
}
