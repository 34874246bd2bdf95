internal import Foundation
internal import JSON
public import SweepModel

/// Writes events to a descriptor, each a whole line in one call, so that lines of several threads never mix.
public struct EventLog: Sendable {
    private let descriptor: Int32

    public init(descriptor: Int32) { self.descriptor = descriptor }

    /// A reader that went away is no error: what counts is in the store.
    public func write(_ event: WorkerEvent) {
        var line = event.json.bytes()
        line.append(UInt8(ascii: "\n"))
        var rest = line[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
