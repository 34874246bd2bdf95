internal import Foundation

extension XMLElement {
    /// Elements nested deeper than this are refused, so that a hostile answer can't exhaust the stack.
    static let maximumDepth = 128

    /// Reads the XML that AWS's services send: elements, text, CDATA, character references, comments and instructions.
    ///
    /// A document type is refused, as no service sends one and entities could make a short text huge.
    init(parsing text: Data) throws(XMLSyntaxError) {
        var parser = XMLParser(bytes: Array(text))
        self = try parser.document()
    }
}

/// One pass over the bytes; `position` is the next byte to read.
private struct XMLParser {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(XMLSyntaxError) -> XMLElement {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        try skipMisc()
        guard isNext("<"), !isNext("<!") else { throw error("expected an element") }
        let root = try element(depth: 1)
        try skipMisc()
        guard position == bytes.count else { throw error("unexpected text behind the document") }
        return root
    }

    func error(_ problem: String) -> XMLSyntaxError { XMLSyntaxError(offset: position, problem: problem) }

    func isNext(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        return (0..<count).allSatisfy { bytes[position + $0] == text.utf8Start[$0] }
    }

    mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    /// White space, comments and instructions around the root.
    mutating func skipMisc() throws(XMLSyntaxError) {
        while true {
            skipSpace()
            if isNext("<?") {
                _ = try text(upTo: "?>")
            } else if isNext("<!--") {
                _ = try text(upTo: "-->")
            } else if isNext("<!") {
                throw error("a document type is not allowed")
            } else {
                return
            }
        }
    }

    /// The bytes before `end`; the position is behind it then.
    mutating func text(upTo end: StaticString) throws(XMLSyntaxError) -> ArraySlice<UInt8> {
        let start = position
        while position < bytes.count {
            if isNext(end) {
                defer { position += end.utf8CodeUnitCount }
                return bytes[start..<position]
            }
            position += 1
        }
        throw error("the text ends before `\(end)`")
    }

    mutating func element(depth: Int) throws(XMLSyntaxError) -> XMLElement {
        guard depth <= XMLElement.maximumDepth else {
            throw error("nested deeper than \(XMLElement.maximumDepth) levels")
        }
        position += 1
        let name = try self.name()
        var element = XMLElement(name: Self.local(name))
        if try attributes() { return element }
        var content: [UInt8] = []
        while !isNext("</") {
            guard position < bytes.count else { throw error("`<\(element.name)>` is not closed") }
            try piece(of: &element, &content, depth)
        }
        position += 2
        guard try self.name() == name else { throw error("`<\(element.name)>` is closed by another name") }
        skipSpace()
        guard isNext(">") else { throw error("expected `>`") }
        position += 1
        if element.children.isEmpty {
            guard let text = String(validating: content, as: UTF8.self) else { throw error("invalid UTF-8") }
            element.text = text
        }
        return element
    }

    mutating func piece(
        of element: inout XMLElement, _ content: inout [UInt8], _ depth: Int
    ) throws(XMLSyntaxError) {
        if isNext("<!--") {
            _ = try text(upTo: "-->")
        } else if isNext("<![CDATA[") {
            position += 9
            content += try text(upTo: "]]>")
        } else if isNext("<?") {
            _ = try text(upTo: "?>")
        } else if isNext("<!") {
            throw error("a declaration is not allowed here")
        } else if isNext("<") {
            element.children.append(try self.element(depth: depth + 1))
        } else if isNext("&") {
            content += String(try reference()).utf8
        } else {
            content.append(bytes[position])
            position += 1
        }
    }

    mutating func name() throws(XMLSyntaxError) -> String {
        let start = position
        let ends = Array(" \t\r\n/>=<&\"'".utf8)
        while position < bytes.count, !ends.contains(bytes[position]) { position += 1 }
        guard position > start, let name = String(validating: bytes[start..<position], as: UTF8.self) else {
            throw error("expected a name")
        }
        return name
    }

    private static func local(_ name: String) -> String {
        name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }

    /// Reads over the attributes; true where the element is empty (`/>`).
    mutating func attributes() throws(XMLSyntaxError) -> Bool {
        while true {
            skipSpace()
            if isNext("/>") {
                position += 2
                return true
            }
            if isNext(">") {
                position += 1
                return false
            }
            _ = try name()
            skipSpace()
            guard isNext("=") else { throw error("expected `=` behind an attribute's name") }
            position += 1
            skipSpace()
            guard isNext("\"") || isNext("'") else { throw error("expected an attribute's value in quotes") }
            let isDouble = isNext("\"")
            position += 1
            _ = try text(upTo: isDouble ? "\"" : "'")
        }
    }

    mutating func reference() throws(XMLSyntaxError) -> Unicode.Scalar {
        let mark = position
        position += 1
        let name = String(decoding: try text(upTo: ";"), as: UTF8.self)
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default: break
        }
        let number =
            name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst().prefix(10), radix: 10)
        guard name.hasPrefix("#"), let scalar = number.flatMap(Unicode.Scalar.init) else {
            position = mark
            throw error("unknown entity")
        }
        return scalar
    }
}
