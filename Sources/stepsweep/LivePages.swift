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
        let seen = try look(at: sweep, state)
        if let known = made[sweep], known.state == seen { return known.html }
        let results = try StoredResults.open(of: [sweep], in: store)
        guard try results.sweep(sweep) != nil else { return SweepIndexPage.waiting(sweep, state: state) }
        let comparison = try Comparison(of: [sweep], in: results)
        let analyses = try SweepAnalysis.all(of: [sweep], in: results, registry: Registry(store: store))
        let source = PageSource(store: store, results: results)
        let html = try source.page(comparison, analyses, liveState: state).html
        made[sweep] = (seen, html)
        return html
    }

    /// Everything that a page depends on: outcome objects never change, so their names stand for them.
    private func look(at sweep: String, _ state: String) throws -> String {
        let outcomes = try store.list(prefix: StoreKey.outcomes(sweep)).joined(separator: "\n")
        let registry = store.root + "/registry.sqlite"
        let moved = try? FileManager.default.attributesOfItem(atPath: registry)[.modificationDate] as? Date
        return [state, outcomes, moved?.timeIntervalSince1970.description ?? ""].joined(separator: "\n")
    }

    private func state(of sweep: String) -> String {
        if (try? store.exists(StoreKey.cloud(sweep))) == true { return "on AWS" }
        return (try? SweepInspector(store: store).status(of: sweep).state.rawValue) ?? "damaged"
    }
}
