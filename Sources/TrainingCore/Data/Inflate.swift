/// Decompresses deflate streams (RFC 1951).
struct Inflate {
    private let bytes: [UInt8]
    private var position = 0
    private var bits: UInt32 = 0
    private var bitCount = 0
    private var output: [UInt8] = []
    private let size: Int

    /// A stream's content, or `nil` when it is damaged or longer than `size`. Memory grows with what is really there.
    static func inflate(_ bytes: some Sequence<UInt8>, size: Int) -> [UInt8]? {
        var inflate = Inflate(bytes: Array(bytes), size: size)
        return inflate.run() ? inflate.output : nil
    }

    private init(bytes: [UInt8], size: Int) {
        self.bytes = bytes
        self.size = size
    }

    private mutating func run() -> Bool {
        while true {
            guard let isLast = take(1), let kind = take(2) else { return false }
            let isGood =
                switch kind {
                case 0: stored()
                case 1: compressed(Self.fixedLiterals, Self.fixedDistances)
                case 2: dynamic()
                default: false
                }
            guard isGood else { return false }
            if isLast == 1 { return true }
        }
    }

    /// The next `count` (at most 16) bits, the lowest first; `nil` at the end of the stream.
    private mutating func take(_ count: Int) -> Int? {
        while bitCount < count {
            guard position < bytes.count else { return nil }
            bits |= UInt32(bytes[position]) << UInt32(bitCount)
            position += 1
            bitCount += 8
        }
        let value = bits & (1 << UInt32(count) - 1)
        bits >>= UInt32(count)
        bitCount -= count
        return Int(value)
    }

    /// A block that isn't compressed, from the next whole byte on.
    private mutating func stored() -> Bool {
        (bits, bitCount) = (0, 0)
        guard position + 4 <= bytes.count else { return false }
        let length = Int(bytes.littleEndian(at: position, bytes: 2))
        let complement = Int(bytes.littleEndian(at: position + 2, bytes: 2))
        position += 4
        guard length ^ complement == 0xFFFF, position + length <= bytes.count, output.count + length <= size else {
            return false
        }
        output += bytes[position..<position + length]
        position += length
        return true
    }

    private mutating func dynamic() -> Bool {
        guard let literals = take(5), let distances = take(5), let codes = take(4) else { return false }
        var codeLengths = [Int](repeating: 0, count: 19)
        for place in Self.codeOrder.prefix(codes + 4) {
            guard let length = take(3) else { return false }
            codeLengths[place] = length
        }
        guard let code = HuffmanCode(codeLengths) else { return false }
        var lengths: [Int] = []
        let total = literals + 257 + distances + 1
        while lengths.count < total {
            guard let symbol = symbol(code) else { return false }
            switch symbol {
            case 0...15: lengths.append(symbol)
            case 16:
                guard let last = lengths.last, let extra = take(2) else { return false }
                lengths += repeatElement(last, count: extra + 3)
            case 17:
                guard let extra = take(3) else { return false }
                lengths += repeatElement(0, count: extra + 3)
            default:
                guard let extra = take(7) else { return false }
                lengths += repeatElement(0, count: extra + 11)
            }
        }
        guard lengths.count == total, let literalCode = HuffmanCode(Array(lengths[..<(literals + 257)])),
            let distanceCode = HuffmanCode(Array(lengths[(literals + 257)...]))
        else { return false }
        return compressed(literalCode, distanceCode)
    }

    /// Literals and copies of what came before, up to the end-of-block symbol.
    private mutating func compressed(_ literals: HuffmanCode, _ distances: HuffmanCode) -> Bool {
        while true {
            guard let symbol = symbol(literals) else { return false }
            if symbol == 256 { return true }
            if symbol < 256 {
                guard output.count < size else { return false }
                output.append(UInt8(truncatingIfNeeded: symbol))
                continue
            }
            guard symbol - 257 < Self.lengths.count else { return false }
            let (base, extraBits) = Self.lengths[symbol - 257]
            guard let extra = take(extraBits), let distanceSymbol = self.symbol(distances),
                distanceSymbol < Self.distances.count
            else { return false }
            let (distanceBase, distanceBits) = Self.distances[distanceSymbol]
            guard let distanceExtra = take(distanceBits) else { return false }
            let distance = distanceBase + distanceExtra
            guard distance <= output.count, output.count + base + extra <= size else { return false }
            // One by one, as a copy may reach into itself.
            for _ in 0..<base + extra { output.append(output[output.count - distance]) }
        }
    }

    private mutating func symbol(_ code: HuffmanCode) -> Int? {
        var walk = HuffmanCode.Walk()
        for length in 1...HuffmanCode.longest {
            guard let bit = take(1) else { return nil }
            if let symbol = code.symbol(&walk, length: length, bit: bit) { return symbol }
        }
        return nil
    }

    private static let codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    /// (shortest length, extra bits) of symbols 257 to 285.
    private static let lengths: [(Int, Int)] = {
        var table: [(Int, Int)] = []
        var base = 3
        for symbol in 0..<28 {
            let extra = symbol < 8 ? 0 : symbol / 4 - 1
            table.append((base, extra))
            base += 1 << extra
        }
        return table + [(258, 0)]
    }()
    /// (shortest distance, extra bits) of symbols 0 to 29.
    private static let distances: [(Int, Int)] = {
        var table: [(Int, Int)] = []
        var base = 1
        for symbol in 0..<30 {
            let extra = symbol < 4 ? 0 : symbol / 2 - 1
            table.append((base, extra))
            base += 1 << extra
        }
        return table
    }()
    private static let fixedLiterals = HuffmanCode(
        unchecked: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
    private static let fixedDistances = HuffmanCode(unchecked: [Int](repeating: 5, count: 30))
}
