import Foundation
import Statistics
import Testing

@Suite("Values that tables and papers print") struct PublishedValuesTests {
    private func isClose(_ value: Double?, _ expected: Double, within tolerance: Double = 1e-12) -> Bool {
        value.map { abs($0 - expected) <= tolerance * max(1, abs(expected)) } ?? false
    }

    @Test("Quantiles that every table has")
    func quantiles() throws {
        #expect(isClose(StandardNormal.quantile(0.975), 1.959963984540054))
        #expect(isClose(StandardNormal.upperTail(10) / 7.619853024160527e-24, 1))
        #expect(isClose(StudentT(degreesOfFreedom: 9)?.quantile(0.975), 2.262157162798205))
        #expect(isClose(ChiSquare(degreesOfFreedom: 1)?.upperQuantile(0.05), 3.841458820694124))
        #expect(isClose(BetaDistribution(1, 30)?.quantile(0.975), 0.1157033082220278))
        #expect(isClose(FriedmanTest.nemenyiQuantile(models: 4), 2.569031772546482, within: 1e-9))
    }

    @Test("The best of many equals")
    func expectedMaximum() {
        #expect(ExpectedMaximum.ofStandardNormals(count: 0) == nil)
        #expect(isClose(ExpectedMaximum.ofStandardNormals(count: 2), 1 / Double.pi.squareRoot()))
        #expect(isClose(ExpectedMaximum.ofStandardNormals(count: 50), 2.2490736293898523))
        #expect(isClose(ExpectedMaximum.ofStandardNormals(count: 1_000_000), 4.863, within: 1e-3))
    }
}
