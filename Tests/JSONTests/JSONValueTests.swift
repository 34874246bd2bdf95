import JSON
import Testing

@Suite("A JSON value")
struct JSONValueTests {
    private let value: JSON = ["list": [1, 2.5, "x"], "flag": true, "none": nil, "whole": 3.0]

    @Test("is looked into by key and index, without a trap")
    func access() {
        #expect(value["list"]?[1] == 2.5)
        #expect(value["list"]?[3] == nil)
        #expect(value["list"]?[-1] == nil)
        #expect(value["absent"] == nil)
        #expect(value["none"]?.isNull == true)
        #expect(value[0] == nil)
        #expect((1 as JSON)["a"] == nil)
    }

    @Test("gives its content as a Swift value of the same kind only")
    func kinds() {
        #expect(value["flag"]?.bool == true)
        #expect(value["flag"]?.int == nil)
        #expect(value["list"]?[2]?.string == "x")
        #expect(value["list"]?.array?.count == 3)
        #expect(value.object?.count == 4)
        #expect((1 as JSON).double == 1)
        #expect(("1" as JSON).double == nil)
        #expect((true as JSON).double == nil)
    }

    @Test(
        "gives whole numbers exactly or not at all",
        arguments: [
            (3.0, 3), (3.5, nil), (1e300, nil), (.number(.nan), nil), (.number(-.infinity), nil), (-0.0, 0),
            (9_223_372_036_854_775_808.0, nil), (.integer(Int.max), Int.max),
        ] as [(JSON, Int?)])
    func wholeNumbers(value: JSON, int: Int?) { #expect(value.int == int) }

    @Test("takes fractions with a whole value for whole numbers when it is normalised")
    func normalising() {
        let value: JSON = ["a": [1.0, 1.5, 3e6], "b": ["c": -0.0], "d": 1e300]
        #expect(value.normalisingNumbers.text() == #"{"a":[1,1.5,3000000],"b":{"c":0},"d":1e+300}"#)
    }
}
