internal import JSON

extension OpenAPIDocument {
    private static let text: JSON = ["type": "string", "minLength": 1, "maxLength": 256]
    private static let number: JSON = ["type": "number"]

    private static func object(_ properties: [String: JSON], required: [JSON]) -> JSON {
        ["type": "object", "properties": .object(properties), "required": .array(required)]
    }

    private static func list(of schema: String, named name: String, most: Int) -> JSON {
        object(
            [
                name: [
                    "type": "array", "minItems": 1, "maxItems": .integer(most),
                    "items": ["$ref": .string("#/components/schemas/" + schema)],
                ]
            ], required: [.string(name)])
    }

    static let schemas: [String: JSON] = [
        "Row": object(
            [
                "unit": ["type": ["string", "null"], "maxLength": 256],
                "features": [
                    "oneOf": [
                        ["type": "object", "description": "By name."],
                        ["type": "array", "description": "In the model's order."],
                    ]
                ],
                "covariate": ["type": ["number", "null"]],
            ], required: ["features"]),
        "Rows": list(of: "Row", named: "rows", most: PredictBody.mostRows),
        "Prediction": object(
            [
                "arm": text, "version": ["type": "integer"], "test": text, "prediction": [:],
                "probabilities": ["type": "object", "additionalProperties": number],
            ], required: ["arm", "version", "prediction"]),
        "Predictions": list(of: "Prediction", named: "predictions", most: PredictBody.mostRows),
        "Outcome": object(
            ["id": text, "unit": text, "metric": text, "value": number, "at": number, "test": text],
            required: ["unit", "metric", "value"]),
        "Outcomes": list(of: "Outcome", named: "outcomes", most: OutcomeBody.most),
        "Receipt": object(
            ["id": text, "receipt": ["enum": ["stored", "duplicate", "conflict"]]], required: ["id", "receipt"]),
        "Receipts": list(of: "Receipt", named: "receipts", most: OutcomeBody.most),
        "Readiness": object(
            [
                "ready": ["type": "boolean"], "problems": ["type": "array", "items": ["type": "string"]],
                "revision": ["type": ["integer", "null"]], "test": ["type": ["string", "null"]],
                "lostExposures": ["type": "integer"],
            ], required: ["ready", "problems"]),
        "Problem": object(
            [
                "error": object(
                    ["where": text, "what": text, "received": text, "allowed": text, "fix": text],
                    required: ["where", "what", "fix"])
            ], required: ["error"]),
    ]
}
