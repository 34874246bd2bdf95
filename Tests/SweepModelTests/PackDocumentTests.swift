import JSON
import SweepModel
import Testing

@Suite("A pack's document") struct PackDocumentTests {
    private let pack = PackDocument(
        pack: "p0000", lane: .spot,
        trials: [
            PlannedTrial(
                trial: Trial(index: 3, point: 1, seed: 1, parameters: ["lr": 1.0, "depth": 2]), cacheKey: "0123")
        ])

    @Test("A fraction with a whole value stays a fraction on its way through the store")
    func fractions() throws {
        let stored = try JSON(parsing: pack.json.bytes())
        #expect(PackDocument(json: stored) == pack)
        #expect(PackDocument(json: stored)?.trials[0].trial.parameters["lr"] == .number(1))
    }

    @Test("A trial whose id is not that of its parameters is refused")
    func foreignID() throws {
        let text = pack.json.text().replacing(pack.trials[0].trial.id, with: "0000000000000000")
        #expect(PackDocument(json: try JSON(parsing: text)) == nil)
    }

    @Test(
        "Anything else is no pack",
        arguments: [.null, [], ["pack": "p"], ["pack": "p", "lane": "moon", "trials": []]] as [JSON])
    func rubbish(_ json: JSON) { #expect(PackDocument(json: json) == nil) }
}
