public import JSON

/// One point of the search space under one seed.
public struct Trial: Sendable, Hashable {
    /// The first 16 hexadecimal digits of the SHA-256 over the canonical parameters and the seed.
    public let id: String
    /// The trial's place in the sweep: point index times the number of seeds, plus the seed's place.
    public let index: Int
    /// The point's place in the search space; trials of one point differ in their seed only.
    public let point: Int
    /// What the trainer or the program draws its random numbers from; a program gets it as `STEPSWEEP_SEED`.
    public let seed: Int
    /// The parameters as the user's program gets them: nested names unfolded into objects.
    public let parameters: JSON

    public init(index: Int, point: Int, seed: Int, parameters: JSON) {
        id = Trial.id(parameters: parameters, seed: seed)
        self.index = index
        self.point = point
        self.seed = seed
        self.parameters = parameters
    }

    /// The same wherever it runs: `3e6` and `3000000` are one value, and the order of names is no matter.
    public static func id(parameters: JSON, seed: Int) -> String {
        let text = JSON.object(["parameters": parameters.normalisingNumbers, "seed": .integer(seed)])
        return String(Digest.sha256(text.bytes()).prefix(16))
    }
}

extension Trial: Codable {
    private enum CodingKeys: String, CodingKey { case id = "trial", index, point, seed, parameters }
}
