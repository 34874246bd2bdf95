import Decisions
import JSON
import Testing

@testable import Exchange

@Suite("Optuna's distribution of a parameter") struct OptunaDistributionTests {
    @Test("Whole numbers are integers from the least to the greatest")
    func integers() {
        #expect(OptunaDistribution(of: [3, 1, 2, 1]) == .integer(low: 1, high: 3, isLogarithmic: false))
        #expect(OptunaDistribution(of: [5]) == .integer(low: 5, high: 5, isLogarithmic: false))
        #expect(OptunaDistribution(of: [-4, 0, 4]) == .integer(low: -4, high: 4, isLogarithmic: false))
    }

    @Test("One fraction makes all of them floats")
    func floats() {
        #expect(OptunaDistribution(of: [0.5, 1, 1.5]) == .float(low: 0.5, high: 1.5, isLogarithmic: false))
    }

    @Test(
        "Values that lie more evenly on a logarithmic scale are logarithmic",
        arguments: [
            ([0.001, 0.01, 0.1, 1], true), ([32, 64, 128], true), ([1, 10], true), ([0.5, 1], false),
            ([1, 2, 3], false),
            ([0, 10, 100], false), ([-1, 10, 100], false), ([1, 3, 5, 9], false), ([0.1], false), ([], false),
        ] as [([Double], Bool)])
    func logarithmic(_ values: [Double], _ isLogarithmic: Bool) {
        #expect(NumberScale.isLogarithmic(values) == isLogarithmic)
    }

    @Test("Everything else is categorical, in the order of appearance; lists and objects are their JSON text")
    func categorical() {
        let parameter = OptunaParameter(of: ["sgd", nil, [8, 8], true, 0.5, "sgd", ["a": 1]])
        #expect(
            parameter.distribution == .categorical(["sgd", nil, "[8,8]", true, 0.5, "{\"a\":1}"]))
        #expect(parameter.stored([8, 8]) == 2)
        #expect(parameter.stored(0.5) == 4)
        #expect(
            parameter.distributionText
                == #"{"attributes":{"choices":["sgd",null,"[8,8]",true,0.5,"{\"a\":1}"]},"name":"CategoricalDistribution"}"#
        )
    }

    @Test("A text that is another value's JSON text is the same choice")
    func equalChoices() {
        let parameter = OptunaParameter(of: [[8, 8], "[8,8]"])
        #expect(parameter.distribution == .categorical(["[8,8]"]))
        #expect(parameter.stored("[8,8]") == 0)
    }

    @Test("Whole numbers that a 64-bit float can't hold are choices")
    func large() {
        #expect(OptunaDistribution(of: [.integer(.max), 1]) == .categorical([.integer(.max), 1]))
    }

    @Test("The JSON is Optuna's own")
    func json() {
        #expect(
            OptunaDistribution(of: [1, 10]).json.text()
                == #"{"attributes":{"high":10,"log":true,"low":1,"step":1},"name":"IntDistribution"}"#)
        #expect(
            OptunaDistribution(of: [0.5, 1]).json.text()
                == #"{"attributes":{"high":1.0,"log":false,"low":0.5,"step":null},"name":"FloatDistribution"}"#)
    }
}
