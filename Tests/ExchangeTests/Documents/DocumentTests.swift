import Exchange
import Foundation
import JSON
import TestSupport
import Testing

@Suite("Documents of a sweep") struct DocumentTests {
    let shelf: Shelf

    init() throws { shelf = try Shelf.four() }

    private func text(_ document: some TextExport) throws -> String {
        var text = ""
        try document.write { text += $0 }
        return text
    }

    private func json(_ form: SweepJSON.Form, with parts: SweepJSON.Parts = []) throws -> String {
        try text(SweepJSON(shelf.exported, as: form, with: parts, in: shelf.results))
    }

    @Test("CSV has a row a trial in the order of the grid, and a column for everything that any of them has")
    func csv() throws {
        let lines = try text(SweepCSV(shelf.exported)).components(separatedBy: "\r\n")
        #expect(lines.count == 6 && lines[5].isEmpty)
        let header = lines[0].components(separatedBy: ",")
        #expect(
            header.suffix(7) == [
                "metric.validation_accuracy", "metric.train_loss", "parameter.depth", "parameter.epochs",
                "parameter.hidden", "parameter.learning_rate", "parameter.optimizer.name",
            ])
        #expect(
            lines[1].hasPrefix(
                "aaaa0001,digits-0123abcd,3,0,0,0,succeeded,,,,,1700000000.0,2.0,2.0,,spot,1,host,a model,"))
        #expect(lines[1].hasSuffix(",0.9,0.3,,30,\"[64,64]\",0.1,sgd"))
        #expect(lines[3].contains(",failed,diverged,it ended with diverged,"))
        #expect(lines[4].hasSuffix(",0.97,0.2,2,30,\"[64,64]\",0.01,adam"))
    }

    @Test("The JSON document holds the comparison and every trial, without the bulky parts")
    func document() throws {
        let document = try JSON(parsing: json(.document))
        #expect(document["schema"] == "stepsweep.export")
        #expect(document["version"] == 1)
        #expect(document["comparison"]?["schema"] == "stepsweep.compare")
        #expect(document["comparison"]?["trials"] == nil)
        // A second seed is there, so that points are.
        #expect(document["comparison"]?["points"]?.array?.count == 4)
        let trials = try #require(document["trials"]?.array)
        #expect(trials.map { $0["trial"]?.string } == ["aaaa0001", "aaaa0002", "aaaa0003", "aaaa0004"])
        #expect(trials.map { $0["rank"] } == [3, 1, .null, 2])
        #expect(trials[0]["foldMetrics"]?.array?.count == 2)
        #expect(trials[0]["curve"] == nil)
        for part in ["validationLosses", "validationErrors", "testLosses", "testErrors"] {
            #expect(trials[0][part] == nil, "\(part)")
        }
        #expect(trials[2]["failure"]?["reason"] == "diverged")
        #expect(trials[3]["provenance"]?["dataDigest"] == "data")
    }

    @Test("Curves and losses come where they are asked for; a gap is null")
    func bulkyParts() throws {
        let trial = try JSON(parsing: json(.document, with: [.curves, .losses]))["trials"]?[0]
        #expect(trial?["curve"]?["validation_accuracy"] == [0.5, .null, 0.9])
        #expect(trial?["validationLosses"] == "AACAPw==" && trial?["validationErrors"] == "AQ==")
        #expect(trial?["testLosses"] == "AAAAAA==" && trial?["testErrors"] == "AA==")
    }

    @Test("Lines are the same trials, one by one")
    func lines() throws {
        let lines = try json(.lines).split(separator: "\n").map { try JSON(parsing: String($0)) }
        #expect(try JSON.array(lines) == JSON(parsing: json(.document))["trials"])
    }

    @Test("A sweep without results is a document without trials")
    func empty() throws {
        let shelf = try Shelf([])
        let document = try text(SweepJSON(shelf.exported, as: .document, with: [], in: shelf.results))
        #expect(try JSON(parsing: document)["trials"] == [])
        #expect(try text(SweepCSV(shelf.exported)).components(separatedBy: "\r\n").count == 2)
    }
}
