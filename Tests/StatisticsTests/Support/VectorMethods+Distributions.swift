import Statistics

extension VectorMethods {
    static let distributions: [(key: String, value: Function)] = [
        ("normal quantile", { ["x": VectorValue(StandardNormal.quantile($0["p"].number))] }),
        (
            "normal",
            {
                let x = $0["x"].number
                return [
                    "cumulative": VectorValue(StandardNormal.cumulative(x)),
                    "upper": VectorValue(StandardNormal.upperTail(x)),
                    "density": VectorValue(StandardNormal.density(x)),
                ]
            }
        ),
        (
            "student t",
            { inputs in
                let student = StudentT(degreesOfFreedom: inputs["df"].number)
                return [
                    "cumulative": VectorValue(student?.cumulative(inputs["t"].number)),
                    "upper": VectorValue(student?.upperTail(inputs["t"].number)),
                    "quantile": VectorValue(student?.upperQuantile(inputs["p"].number)),
                ]
            }
        ),
        (
            "chi-square",
            { inputs in
                let chiSquare = ChiSquare(degreesOfFreedom: inputs["df"].number)
                return [
                    "cumulative": VectorValue(chiSquare?.cumulative(inputs["x"].number)),
                    "upper": VectorValue(chiSquare?.upperTail(inputs["x"].number)),
                ]
            }
        ),
        (
            "beta",
            { inputs in
                let beta = BetaDistribution(inputs["a"].number, inputs["b"].number)
                let x = inputs["x"].number
                return [
                    "cumulative": VectorValue(beta?.cumulative(x)), "upper": VectorValue(beta?.upperTail(x)),
                    "density": VectorValue(beta?.density(x)),
                ]
            }
        ),
        (
            "binomial",
            { inputs in
                let binomial = Binomial(count: inputs["n"].int, probability: inputs["p"].number)
                let k = inputs["k"].int
                return [
                    "mass": VectorValue(binomial?.mass(k)), "cumulative": VectorValue(binomial?.cumulative(k)),
                    "upper": VectorValue(binomial?.upperTail(k)),
                ]
            }
        ),
        (
            "studentized range",
            { inputs in
                let range = StudentizedRange(count: inputs["k"].int)
                return [
                    "cumulative": VectorValue(range?.cumulative(inputs["q"].number)),
                    "upper": VectorValue(range?.upperTail(inputs["q"].number)),
                ]
            }
        ),
        ("expected maximum", { ["e_max": VectorValue(ExpectedMaximum.ofStandardNormals(count: $0["N"].int))] }),
        ("winner's curse", { ["e_max": VectorValue(ExpectedMaximum.ofStandardNormals(count: $0["N"].int))] }),
    ]
}
