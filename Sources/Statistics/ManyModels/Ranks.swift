/// Ranks from 1, equal numbers sharing the mean of their ranks.
public struct Ranks: Sendable, Equatable {
    /// The rank of each number, in the order of the numbers; the smallest has 1.
    public let values: [Double]
    /// Σ(t³ − t) over groups of t equal numbers; 0 without ties.
    public let tieSum: Double

    /// NaN ranks after every number, in no promised order.
    public init(ascending numbers: [Double]) {
        let order = numbers.indices.sorted { first, second in
            numbers[second].isNaN ? !numbers[first].isNaN : numbers[first] < numbers[second]
        }
        var values = [Double](repeating: 0, count: numbers.count)
        var tieSum = 0.0
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, numbers[order[end]] == numbers[order[start]] { end += 1 }
            for index in order[start..<end] { values[index] = Double(start + 1 + end) / 2 }
            let ties = Double(end - start)
            tieSum += ties * ties * ties - ties
            start = end
        }
        self.values = values
        self.tieSum = tieSum
    }
}
