import Foundation
import JSON
import SweepModel
import TestSupport
import Testing

/// A store that serves two promoted models of the tiny sweep, and an input of rows with units.
struct ScoringWorld {
    let world: World
    let rows: Int

    /// - Parameter test: whether an A/B test splits units between them.
    init(rows: Int, test: Bool = true) throws {
        world = try World()
        self.rows = rows
        try world.folder.write("input.csv", Self.input(rows: rows))
        let trials = try JSON(parsing: world.run(["compare", world.sweep, "--json"]).output)["trials"]?.array ?? []
        let arms = try zip(["control", "treatment"], [0, 5]).map { name, index in
            let trial = try #require(trials[index]["trial"]?.string)
            let key = StoreKey.model(world.sweep, trial: trial)
            return ServingArm(
                name: name, version: index + 1, weight: 0.5,
                model: .builtIn(key: key, digest: Digest.sha256(try world.bytes("store/" + key))))
        }
        var first = arms[0]
        first.weight = 1
        try serve(
            test
                ? ServingDocument(revision: 1, test: "t1", hashSeed: "seed", arms: arms)
                : ServingDocument(revision: 1, arms: [first]))
    }

    /// Features, and a unit that needs quotes now and then; units come again after 1,000.
    static func input(rows: Int) -> String {
        let lines = (0..<rows).map { row in
            "\(row % 7),\"\(row % 3 == 0 ? "Unit, " : "unit")\(row % 1000)\",\(row % 5)"
        }
        return (["a,customer,b"] + lines).joined(separator: "\n") + "\n"
    }

    func serve(_ document: ServingDocument) throws {
        try FileManager.default.createDirectory(
            atPath: world.store + "/serving", withIntermediateDirectories: true)
        try world.write("store/" + StoreKey.serving, Data(JSON(encoding: document).bytes(.indented)))
    }

    func score(_ arguments: [String] = []) throws -> ProgramResult {
        try world.run(["score", "input.csv", "--unit", "customer"] + arguments)
    }

    /// The folder of the only scoring.
    var folder: String {
        get throws {
            let scorings = try FileManager.default.contentsOfDirectory(atPath: world.store + "/scorings")
            #expect(scorings.count == 1, "\(scorings)")
            return world.store + "/scorings/" + (scorings.first ?? "")
        }
    }

    /// How many workers were started so far: each attempt has a log.
    func attempts() throws -> Int {
        let files = FileManager.default.enumerator(atPath: try folder + "/logs")?.compactMap { $0 as? String } ?? []
        return files.count { $0.hasSuffix(".log") }
    }
}
