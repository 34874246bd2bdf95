import JSON
import SweepModel
import Testing

@Suite("A trial")
struct TrialTests {
    /// The digests are those that Python's hashlib gives for the canonical text.
    @Test("has an id that never changes")
    func golden() {
        #expect(Trial.id(parameters: ["learning_rate": 0.001], seed: 0) == "fc72ef4a0fc5d128")
        #expect(
            Trial.id(parameters: ["optimizer": ["name": "adam"], "hidden": [64, 64], "epochs": 3e6], seed: 7)
                == "9bf7179bfce72a0b")
        #expect(Trial.id(parameters: [:], seed: 0) == "e1965ef4b28f3570")
    }

    @Test("has one id for 1 and 1.0, and another for another seed")
    func equality() {
        #expect(Trial.id(parameters: ["a": 1], seed: 0) == Trial.id(parameters: ["a": 1.0], seed: 0))
        #expect(Trial.id(parameters: ["a": 1], seed: 0) != Trial.id(parameters: ["a": 1], seed: 1))
        #expect(Trial.id(parameters: ["a": 1], seed: 0) != Trial.id(parameters: ["a": "1"], seed: 0))
    }

    @Test("survives a round trip through JSON")
    func coding() throws {
        let trial = Trial(index: 5, point: 2, seed: 1, parameters: ["a": 1.5])
        let json = try JSON(encoding: trial)
        #expect(json["trial"] == .string(trial.id))
        #expect(try json.decode(Trial.self) == trial)
    }
}
