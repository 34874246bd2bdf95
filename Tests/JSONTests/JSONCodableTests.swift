import JSON
import Testing

@Suite("JSON and Codable")
struct JSONCodableTests {
    private struct Card: Codable, Equatable {
        var name: String
        var scores: [Double]
        var note: String?
        var extra: JSON
    }

    @Test("carry a type there and back")
    func type() throws {
        let card = Card(name: "a", scores: [1, 2.5], note: nil, extra: ["x": [1, nil, true, "y", 0.5]])
        let json = try JSON(encoding: card)
        #expect(json["name"] == "a")
        #expect(json["note"] == nil)
        #expect(json["extra"] == ["x": [1, nil, true, "y", 0.5]])
        #expect(try json.decode(Card.self) == card)
    }

    @Test("keep the value of every number")
    func numbers() throws {
        let value: JSON = [.integer(Int.max), .integer(Int.min), 0.1, 1e-300, 1e300, -1]
        #expect(try JSON(encoding: value) == value)
        #expect(try value.decode(JSON.self) == value)
    }

    @Test("complain about a value of another kind")
    func mismatch() { #expect(throws: DecodingError.self) { try (["name": 1] as JSON).decode(Card.self) } }
}
