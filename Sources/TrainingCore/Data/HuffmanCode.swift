/// A canonical Huffman code: of all codes of one length the values are consecutive, in the order of their symbols.
struct HuffmanCode {
    static let longest = 15

    /// How many codes there are of each length.
    private let counts: [Int]
    /// All coded symbols, by length and then by number.
    private let symbols: [Int]

    /// From each symbol's code length, 0 where it has none; `nil` when more codes are asked for than there can be.
    init?(_ lengths: [Int]) {
        self.init(unchecked: lengths)
        var free = 1
        for length in 1...Self.longest {
            free = free * 2 - counts[length]
            if free < 0 { return nil }
        }
    }

    /// For lengths from 0 to `longest` that are known to fit.
    init(unchecked lengths: [Int]) {
        var counts = [Int](repeating: 0, count: Self.longest + 1)
        for length in lengths where length > 0 { counts[length] += 1 }
        self.counts = counts
        symbols = lengths.indices.filter { lengths[$0] > 0 }.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
    }

    /// Where a code being read stands.
    struct Walk {
        var code = 0
        var first = 0
        var index = 0
    }

    /// Takes the next bit of a code; its symbol once the code is complete.
    func symbol(_ walk: inout Walk, length: Int, bit: Int) -> Int? {
        walk.code = walk.code << 1 | bit
        let offset = walk.code - walk.first
        if offset < counts[length] { return symbols[walk.index + offset] }
        walk.index += counts[length]
        walk.first = (walk.first + counts[length]) << 1
        return nil
    }
}
