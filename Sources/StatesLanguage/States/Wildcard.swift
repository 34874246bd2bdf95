/// The pattern of `StringMatches`: `*` stands for any text, a backslash takes the next character as it is.
struct Wildcard {
    private enum Element: Equatable {
        case any
        case scalar(Unicode.Scalar)
    }

    private let elements: [Element]

    init(_ pattern: String) {
        var elements: [Element] = []
        var isEscaped = false
        for scalar in pattern.unicodeScalars {
            if isEscaped {
                elements.append(.scalar(scalar))
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                elements.append(scalar == "*" ? .any : .scalar(scalar))
            }
        }
        if isEscaped { elements.append(.scalar("\\")) }
        self.elements = elements
    }

    /// Greedy with one point of return, the last star: time is at most the product of both lengths.
    func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var (position, element) = (0, 0)
        var lastStar: (element: Int, position: Int)?
        while position < scalars.count {
            if element < elements.count, elements[element] == .scalar(scalars[position]) {
                position += 1
                element += 1
            } else if element < elements.count, elements[element] == .any {
                lastStar = (element, position)
                element += 1
            } else if let star = lastStar {
                lastStar = (star.element, star.position + 1)
                (position, element) = (star.position + 1, star.element + 1)
            } else {
                return false
            }
        }
        return elements[element...].allSatisfy { $0 == .any }
    }
}
