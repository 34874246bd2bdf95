internal import Foundation
internal import JSON
public import ObjectStore
public import SweepModel

/// The sweeps of a store, by the names that people type.
public struct SweepCatalog: Sendable {
    private let store: FolderStore

    public init(store: FolderStore) { self.store = store }

    /// The ids of all sweeps that were launched, the latest launch first.
    public func sweeps() -> [String] {
        let folder = store.root + "/sweeps"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let launched = names.filter { FileManager.default.fileExists(atPath: folder + "/" + $0 + "/work.json") }
        func changed(_ name: String) -> Date {
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name + "/work.json")
            return attributes?[.modificationDate] as? Date ?? .distantPast
        }
        let dated = launched.map { (name: $0, date: changed($0)) }
        return dated.sorted { ($0.date, $0.name) > ($1.date, $1.name) }.map(\.name)
    }

    /// The id of the sweep that `text` names: an id, the beginning of one, or a sweep file's `name`, of which the latest launch counts.
    ///
    /// - Throws: `EngineError.sweepNotFound` or `.ambiguousName`.
    public func resolve(_ text: String) throws -> String {
        try Self.resolve(text, among: sweeps())
    }

    /// - Parameter all: ids, the latest launch first.
    package static func resolve(_ text: String, among all: [String]) throws -> String {
        if all.contains(text) { return text }
        if let latest = all.first(where: { name(of: $0) == SweepName.slug(text) }) { return latest }
        let candidates = all.filter { !text.isEmpty && $0.hasPrefix(text) }
        switch candidates.count {
        case 0: throw EngineError.sweepNotFound(name: text, known: Array(Set(all.map(name))).sorted())
        case 1: return candidates[0]
        default: throw EngineError.ambiguousName(name: text, candidates: candidates.sorted())
        }
    }

    /// What all packs of a sweep share.
    public func work(of sweep: String) throws -> WorkDocument {
        try document(StoreKey.work(sweep), of: sweep)
    }

    /// What belongs to the machine that launched the sweep.
    public func localSettings(of sweep: String) throws -> LocalSettings {
        try document(StoreKey.localSettings(sweep), of: sweep)
    }

    /// The gate as it stood when the sweep was launched.
    package func control(of sweep: String) throws -> ControlDocument {
        try document(StoreKey.control(sweep), of: sweep)
    }

    func pack(_ pack: String, of sweep: String) throws -> PackDocument {
        try document(StoreKey.pack(sweep, pack), of: sweep)
    }

    package func document<Value: Decodable>(_ key: String, of sweep: String) throws -> Value {
        guard let object = try store.get(key) else { throw EngineError.corruptDocument(key: key, problem: "missing") }
        do {
            return try JSONDecoder().decode(Value.self, from: object.bytes)
        } catch {
            throw EngineError.corruptDocument(key: key, problem: "not the document that was written")
        }
    }

    /// `digits` for `digits-0123abcd`.
    private static func name(of sweep: String) -> String {
        sweep.lastIndex(of: "-").map { String(sweep[..<$0]) } ?? sweep
    }
}
