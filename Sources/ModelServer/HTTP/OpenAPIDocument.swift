internal import JSON
internal import SweepModel

/// What `GET /openapi.json` says: the whole interface, as OpenAPI 3.1.
enum OpenAPIDocument {
    static let json: JSON = [
        "openapi": "3.1.0",
        "info": [
            "title": "StepSweep model server", "version": .string(StepSweepVersion.text),
            "description": "Predictions by the store's serving document, and outcomes of its A/B test.",
            "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
        ],
        "servers": [["url": "/"]],
        "security": [["bearer": []], [:]],
        "paths": [
            "/predict": ["post": predict], "/outcome": ["post": outcome],
            "/healthz": ["get": get("alive", "The process answers.", isOpen: true)],
            "/readyz": [
                "get": get(
                    "ready", "Whether predictions are answered, and what is wrong.", isOpen: true,
                    more: ["503": answer("Nothing to answer with yet, or the server ends.", "Readiness")])
            ],
            "/metrics": [
                "get": [
                    "operationId": "metrics", "summary": "Counters in Prometheus's text format.",
                    "responses": [
                        "200": [
                            "description": "The counters.",
                            "content": ["text/plain": ["schema": ["type": "string"]]],
                        ],
                        "401": problem("The token is missing or wrong."),
                    ],
                ]
            ],
            "/document": ["get": get("document", "The serving document that answers now.")],
            "/openapi.json": ["get": get("openapi", "This description.")],
        ],
        "components": [
            "securitySchemes": ["bearer": ["type": "http", "scheme": "bearer"]], "schemas": .object(schemas),
        ],
    ]

    private static let predict: JSON = [
        "operationId": "predict", "summary": "Predict for one row or many.",
        "requestBody": [
            "required": true,
            "content": [
                "application/json": ["schema": ["oneOf": [reference("Row"), reference("Rows")]]],
                "text/csv": [
                    "schema": [
                        "type": "string",
                        "description":
                            "A header line, a row each; the columns unit and covariate are the row's own, others are features.",
                    ]
                ],
            ],
        ],
        "responses": [
            "200": [
                "description": "The prediction, or a list of them where rows or a CSV were sent.",
                "content": [
                    "application/json": ["schema": ["oneOf": [reference("Prediction"), reference("Predictions")]]]
                ],
            ],
            "400": problem("Malformed, or of a wrong shape."), "401": problem("The token is missing or wrong."),
            "408": problem("The request did not come to its end in time."), "413": problem("Too large."),
            "415": problem("Neither JSON nor CSV."), "502": problem("A model of the user's failed."),
            "503": problem("No model yet, or too many requests wait."),
            "504": problem("A model of the user's gave no answer in time."),
        ],
    ]

    private static let outcome: JSON = [
        "operationId": "outcome", "summary": "Report what became of a unit; answered once the disk has it.",
        "parameters": [
            [
                "name": "Idempotency-Key", "in": "header", "required": false,
                "description": "In place of `id`, for one outcome.", "schema": ["type": "string", "maxLength": 256],
            ]
        ],
        "requestBody": [
            "required": true,
            "content": ["application/json": ["schema": ["oneOf": [reference("Outcome"), reference("Outcomes")]]]],
        ],
        "responses": [
            "200": [
                "description": "Durable: stored now or before. A batch has a receipt each.",
                "content": ["application/json": ["schema": ["oneOf": [reference("Receipt"), reference("Receipts")]]]],
            ],
            "400": problem("Malformed, or of a wrong shape."), "401": problem("The token is missing or wrong."),
            "408": problem("The request did not come to its end in time."),
            "409": problem("Another outcome has the key."), "413": problem("Too large."), "415": problem("Not JSON."),
            "503": problem("Too many outcomes wait for the disk."),
            "507": problem("The disk can't take it; nothing was stored."),
        ],
    ]

    private static func reference(_ name: String) -> JSON { ["$ref": .string("#/components/schemas/" + name)] }

    private static func answer(_ description: String, _ schema: String) -> JSON {
        ["description": .string(description), "content": ["application/json": ["schema": reference(schema)]]]
    }

    private static func problem(_ description: String) -> JSON { answer(description, "Problem") }

    private static func get(
        _ name: String, _ summary: String, isOpen: Bool = false, more: [String: JSON] = [:]
    ) -> JSON {
        var responses = more
        responses["200"] = [
            "description": .string(summary), "content": ["application/json": ["schema": ["type": "object"]]],
        ]
        if !isOpen { responses["401"] = problem("The token is missing or wrong.") }
        var operation: [String: JSON] = [
            "operationId": .string(name), "summary": .string(summary), "responses": .object(responses),
        ]
        if isOpen { operation["security"] = [] }
        return .object(operation)
    }
}
