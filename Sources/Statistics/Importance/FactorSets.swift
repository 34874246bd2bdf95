/// The sets of factors up to a size, smaller ones first and each size in lexicographic order.
struct FactorSets {
    let all: [[Int]]

    init(count: Int, order: Int) {
        var all: [[Int]] = []
        var current: [[Int]] = [[]]
        for _ in 0..<order {
            current = current.flatMap { set in (((set.last ?? -1) + 1)..<count).map { set + [$0] } }
            all += current
        }
        self.all = all
    }
}
