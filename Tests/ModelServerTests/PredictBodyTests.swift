import Foundation
import TestSupport
import Testing

@testable import ModelServer

@Suite("Bodies of /predict") struct PredictBodyTests {
    private static func features(_ row: PredictRow) -> String {
        String(decoding: row.body[row.features], as: UTF8.self)
    }

    @Test("One row, by name or in order, with blanks and other members")
    func one() throws {
        let body = try PredictBody(
            json: Array(#" { "x" : [ {"y": null} ], "unit":"u1", "covariate": 2.5e1 , "features" : {"a": 1} } "#.utf8))
        #expect(!body.isBatch)
        #expect(body.rows.map(\.unit) == ["u1"])
        #expect(body.rows[0].covariate == 25)
        #expect(Self.features(body.rows[0]) == #"{"a": 1}"#)
        let ordered = try PredictBody(json: Array(#"{"features":[1,2],"unit":null}"#.utf8))
        #expect(ordered.rows[0].unit == nil)
        #expect(Self.features(ordered.rows[0]) == "[1,2]")
    }

    @Test("A batch keeps its order, and units with escapes are read as JSON reads them")
    func batch() throws {
        let body = try PredictBody(
            json: Array(
                #"{"rows":[{"unit":"\u00e4x","features":[1]},{"features":[2]},{"unit":"ä","features":[3]}]}"#.utf8))
        #expect(body.isBatch)
        #expect(body.rows.map(\.unit) == ["äx", nil, "ä"])
    }

    @Test("A CSV has a row a line; unit and covariate are the row's own")
    func csv() throws {
        let body = try PredictBody(csv: Array("unit,a,covariate,\"b,c\"\r\nu1,1,,x\r\n\"u\"\"2\",2.5,3,\r\n".utf8))
        #expect(body.rows.map(\.unit) == ["u1", "u\"2"])
        #expect(body.rows.map(\.covariate) == [nil, 3])
        #expect(Self.features(body.rows[0]) == #"{"a":1.0,"b,c":"x"}"#)
        #expect(Self.features(body.rows[1]) == #"{"a":2.5,"b,c":null}"#)
    }

    @Test(
        "A body that can't be read is refused with its place",
        arguments: [
            ("", "body"), ("[]", "body"), ("{", "body:1:2"), (#"{"features":[1,2],}"#, "body:1:19"),
            (#"{"features":[1,2]} x"#, "body:1:20"), (#"{"unit":"u1"}"#, "body"), (#"{"features":3}"#, "features"),
            (#"{"unit":3,"features":[]}"#, "unit"), (#"{"unit":"","features":[]}"#, "unit"),
            ("{\"features\":\n[1,\n NaN]}", "body:3:2"), (#"{"rows":[]}"#, "rows"), (#"{"rows":{}}"#, "rows"),
            (#"{"rows":[1]}"#, "rows[0]"), (#"{"rows":[{"features":[1]},{}]}"#, "rows[1]"),
            (#"{"rows":[{"features":[1]}],"features":[1]}"#, "body"),
            (#"{"covariate":1e999,"features":[1]}"#, "covariate"), (#"{"covariate":"1","features":[1]}"#, "covariate"),
            (#"{"features":["# + String(repeating: "[", count: 100), "body:1:45"),
            (#"{"unit":"a\"#, "body:1:12"), ("{\"a\u{1}\":1}", "body:1:5"), (#"{"features":[1] "x":2}"#, "body:1:17"),
        ])
    func refused(text: String, place: String) {
        do {
            _ = try PredictBody(json: Array(text.utf8))
            Issue.record("\(text) was taken")
        } catch {
            #expect(error.status == 400)
            #expect(error.place == place, "\(text): \(error.what)")
            #expect(!error.fix.isEmpty)
        }
    }

    @Test(
        "A CSV that can't be read is refused with its line",
        arguments: [
            ("", "line 1"), ("a,b\n", "line 2"), ("a,a\n1,2\n", "line 1"), ("a,b\n1\n", "line 2"),
            ("a\n\"1\n", "line 2"), ("covariate,a\nx,1\n", "rows[0].covariate"),
        ])
    func refusedCSV(text: String, place: String) {
        do {
            _ = try PredictBody(csv: Array(text.utf8))
            Issue.record("\(text) was taken")
        } catch {
            #expect(error.place == place, "\(text): \(error.what)")
        }
    }

    @Test("Twenty thousand damaged bodies are read or refused, and none ends the program")
    func fuzz() {
        var generator = SystemRandomNumberGenerator()
        let whole = Array(#"{"rows":[{"unit":"u\u00e41","features":{"a":1.5e3,"b":-0.25},"covariate":3}]}"#.utf8)
        for _ in 0..<20_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                guard !bytes.isEmpty else { break }
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0...2, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                default: bytes = Array(bytes[...place])
                }
            }
            _ = try? PredictBody(json: bytes)
            _ = try? PredictBody(csv: bytes)
            _ = try? OutcomeBody(json: bytes, OutcomeBody.Surroundings(key: nil, test: "t", now: 0))
        }
    }
}
