extension Int {
    /// The product of two counts, or `Int.max` where it does not fit.
    package func saturatingProduct(_ other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? Int.max : product
    }

    /// The sum of two counts, or `Int.max` where it does not fit.
    package func saturatingSum(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? Int.max : sum
    }

    /// With commas between thousands: `1,000,000`. The same in every locale.
    package var grouped: String {
        let digits = String(magnitude)
        var text = self < 0 ? "-" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// The mixed-radix number with one more digit at its end, or `nil` where it does not fit.
    func appending(_ digit: Int, radix: Int) -> Int? {
        let (product, isTooLarge) = multipliedReportingOverflow(by: radix)
        let (sum, overflow) = product.addingReportingOverflow(digit)
        return isTooLarge || overflow ? nil : sum
    }
}
