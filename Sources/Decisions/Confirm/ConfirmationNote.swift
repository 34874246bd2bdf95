internal import Foundation
internal import JSON
public import ObjectStore
internal import SweepModel

/// That one sweep confirms another: `sweeps/<sweep>/confirmations/<confirmation>.json`, made once.
public struct ConfirmationNote: Sendable, Equatable, Codable {
    public var confirmation: String
    /// Seconds since 1970.
    public var at: Double

    public init(confirmation: String, at: Double) {
        self.confirmation = confirmation
        self.at = at
    }

    /// A note that is there stays.
    public func keep(for sweep: String, in store: any ObjectStore) throws {
        do {
            let bytes = Data(try JSON(encoding: self).bytes(.indented))
            try store.put(StoreKey.confirmation(confirmation, of: sweep), bytes, if: .absent)
        } catch ObjectStoreError.conflict {}
    }

    /// The earliest first. One that is damaged comes last: its name tells what it leads to.
    public static func all(of sweep: String, in store: any ObjectStore) throws -> [ConfirmationNote] {
        let keys = try store.list(prefix: StoreKey.confirmations(sweep))
        let notes = try keys.compactMap { key in
            try store.get(key).map { object in
                (try? JSONDecoder().decode(ConfirmationNote.self, from: object.bytes))
                    ?? ConfirmationNote(confirmation: named(key), at: .greatestFiniteMagnitude)
            }
        }
        return notes.sorted { ($0.at, $0.confirmation) < ($1.at, $1.confirmation) }
    }

    private static func named(_ key: String) -> String {
        String((key.split(separator: "/").last ?? "").prefix { $0 != "." })
    }
}

extension WorkDocument {
    /// `nil` where the store has none that can be read.
    static func stored(_ sweep: String, in store: any ObjectStore) throws -> WorkDocument? {
        try store.get(StoreKey.work(sweep)).flatMap { try? JSONDecoder().decode(WorkDocument.self, from: $0.bytes) }
    }
}
