internal import JSON
public import ResultStore

/// What a promotion is about: names alone, from which everything else can be read again.
public struct PromotionSubject: Sendable, Equatable {
    public var sweep: String
    public var trial: String
    /// The confirmation that is cited; `nil` where none is finished.
    public var confirmation: String?
    /// The model version that was the champion; `nil` where none was.
    public var champion: Int?
    /// The alias that moves; `nil` where the trial only gets a version.
    public var alias: ModelAlias?
    /// The highest number of a record of the test rows that was there; 0 before the first.
    public var testScorings: Int

    var json: JSON {
        [
            "sweep": .string(sweep), "trial": .string(trial), "confirmation": confirmation.map(JSON.string) ?? .null,
            "champion": champion.map(JSON.integer) ?? .null, "alias": alias.map { .string($0.rawValue) } ?? .null,
            "testScorings": .integer(testScorings),
        ]
    }

    init?(_ json: JSON) {
        guard let sweep = json["sweep"]?.string, let trial = json["trial"]?.string,
            let testScorings = json["testScorings"]?.int
        else { return nil }
        self.init(
            sweep: sweep, trial: trial, confirmation: json["confirmation"]?.string, champion: json["champion"]?.int,
            alias: json["alias"]?.string.flatMap(ModelAlias.init), testScorings: testScorings)
    }

    init(
        sweep: String, trial: String, confirmation: String?, champion: Int?, alias: ModelAlias?, testScorings: Int
    ) {
        self.sweep = sweep
        self.trial = trial
        self.confirmation = confirmation
        self.champion = champion
        self.alias = alias
        self.testScorings = testScorings
    }
}
