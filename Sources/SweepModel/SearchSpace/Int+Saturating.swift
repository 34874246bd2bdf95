extension Int {
    /// The product of two counts, or `Int.max` where it does not fit.
    func saturatingProduct(_ other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? Int.max : product
    }

    /// The sum of two counts, or `Int.max` where it does not fit.
    func saturatingSum(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? Int.max : sum
    }

    /// The mixed-radix number with one more digit at its end, or `nil` where it does not fit.
    func appending(_ digit: Int, radix: Int) -> Int? {
        let (product, isTooLarge) = multipliedReportingOverflow(by: radix)
        let (sum, overflow) = product.addingReportingOverflow(digit)
        return isTooLarge || overflow ? nil : sum
    }
}
