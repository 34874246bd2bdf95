public import JSON

extension PackDocument {
    /// The document as it is stored.
    ///
    /// Unlike the way through `Codable`, it keeps `1.0` apart from `1`, so that a user's program gets a parameter as the file wrote it.
    public var json: JSON {
        ["pack": .string(pack), "lane": .string(lane.rawValue), "trials": .array(trials.map(\.json))]
    }

    /// Reads a stored document; `nil` where it is none.
    public init?(json: JSON) {
        guard let pack = json["pack"]?.string, let lane = json["lane"]?.string.flatMap(Lane.init),
            let rows = json["trials"]?.array
        else { return nil }
        let trials = rows.compactMap(PlannedTrial.init)
        guard trials.count == rows.count else { return nil }
        self.init(pack: pack, lane: lane, trials: trials)
    }
}

extension PlannedTrial {
    fileprivate var json: JSON {
        [
            "cacheKey": .string(cacheKey),
            "trial": [
                "trial": .string(trial.id), "index": .integer(trial.index), "point": .integer(trial.point),
                "seed": .integer(trial.seed), "parameters": trial.parameters,
            ],
        ]
    }

    /// A trial whose id is not that of its parameters and seed is none.
    fileprivate init?(_ json: JSON) {
        guard let cacheKey = json["cacheKey"]?.string, let stored = json["trial"], let id = stored["trial"]?.string,
            let index = stored["index"]?.int, let point = stored["point"]?.int, let seed = stored["seed"]?.int,
            let parameters = stored["parameters"]
        else { return nil }
        let trial = Trial(index: index, point: point, seed: seed, parameters: parameters)
        guard trial.id == id else { return nil }
        self.init(trial: trial, cacheKey: cacheKey)
    }
}
