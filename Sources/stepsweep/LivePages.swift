import Decisions
import Foundation
import ObjectStore
import PageServer
import Reporting
import ResultStore
import SweepEngines
import SweepModel

/// The pages of a store's sweeps, made when they are asked for and kept until something is new.
actor LivePages {
    private let store: FolderStore
    private var made: [String: (state: String, html: String)] = [:]

    init(store: FolderStore) { self.store = store }

    nonisolated var library: PageLibrary {
        PageLibrary(index: { try await self.index() }, page: { try await self.page(of: $0) })
    }

    private func index() throws -> String {
        let sweeps = SweepCatalog(store: store).sweeps()
        let results = try? StoredResults.open(of: [], in: store)
        return SweepIndexPage(
            try sweeps.map { sweep in
                SweepIndexPage.Entry(sweep: sweep, state: state(of: sweep), summary: try results?.sweep(sweep))
            }
        ).html
    }

    private func page(of sweep: String) throws -> String? {
        guard SweepCatalog(store: store).sweeps().contains(sweep) else { return nil }
        let state = state(of: sweep)
        // What the page says of a sweep hangs on those that confirm it, too.
        let read = [sweep] + (try ConfirmationNote.all(of: sweep, in: store).map(\.confirmation))
        let results = try StoredResults.open(of: read, in: store)
        let seen = try look(at: read, state, results)
        if let known = made[sweep], known.state == seen { return known.html }
        guard try results.sweep(sweep) != nil else { return SweepIndexPage.waiting(sweep, state: state) }
        let comparison = try Comparison(of: [sweep], in: results)
        let analyses = try SweepAnalysis.all(of: [sweep], in: results, registry: Registry(store: store))
        let source = PageSource(store: store, results: results)
        let html = try source.page(comparison, analyses, TestHistory(of: [sweep], in: store), liveState: state).html
        if made.count >= Self.mostKept { made.removeAll() }
        made[sweep] = (seen, html)
        return html
    }

    /// Pages that are kept; one of many trials has megabytes.
    private static let mostKept = 16

    /// A digest of everything that a page depends on: outcome objects and records of test scorings never change, so their names
    /// stand for them; results that were pulled from AWS have none here, so their counts do.
    private func look(at sweeps: [String], _ state: String, _ results: ResultStore) throws -> String {
        var seen = [state] + (try store.list(prefix: StoreKey.allTestScorings))
        for sweep in sweeps {
            let summary = try results.sweep(sweep)
            seen.append("\(sweep) \(summary?.succeeded ?? 0) \(summary?.failed ?? 0) \(summary?.endedAt ?? 0)")
            seen += try store.list(prefix: StoreKey.outcomes(sweep))
        }
        // SQLite writes into the second file first.
        for file in [Registry.path(of: store), Registry.path(of: store) + "-wal"] {
            let moved = try? FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
            seen.append(moved?.timeIntervalSince1970.description ?? "")
        }
        return Digest.sha256(seen.joined(separator: "\n").utf8)
    }

    private func state(of sweep: String) -> String {
        if (try? store.exists(StoreKey.cloud(sweep))) == true { return "on AWS" }
        return (try? SweepInspector(store: store).status(of: sweep).state.rawValue) ?? "damaged"
    }
}
