/// Zeroed memory of a fixed length, freed with its owner; cache-line aligned for the kernels.
final class Buffer<Element: BitwiseCopyable> {
    let start: UnsafeMutablePointer<Element>
    let count: Int

    init(_ count: Int, zero: Element) {
        let bytes = max(1, count) * MemoryLayout<Element>.stride
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
        start = memory.bindMemory(to: Element.self, capacity: max(1, count))
        start.initialize(repeating: zero, count: max(1, count))
        self.count = count
    }

    deinit { UnsafeMutableRawPointer(start).deallocate() }

    func copy(from other: Buffer) { start.update(from: other.start, count: min(count, other.count)) }
}
