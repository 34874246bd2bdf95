import SweepModel
import Testing

@testable import SweepCompiler

@Suite("What workers may read") struct DataGrantTests {
    private static let key = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d"

    private func grant(_ addresses: [String], keys: [String] = []) throws -> DataGrant {
        DataGrant(try addresses.map { try #require(DataPrefix($0)) }, keys: keys, partition: "aws")
    }

    private func object(
        _ key: String, bucket: String = "my-data", region: String = "eu-central-1", kmsKey: String? = nil
    ) -> DataObject { DataObject(bucket: bucket, key: key, region: region, kmsKey: kmsKey) }

    private func problem(_ object: DataObject, _ grant: DataGrant?) -> String? {
        DataReader(stack: "team", bucket: "team-bucket", region: "eu-central-1", grant: grant)
            .problem(with: object, allow: "stepsweep deploy --for sweep.yaml --stack team")?.description
    }

    @Test("is one object, a folder, or a whole bucket, and nothing beside it")
    func places() throws {
        let grant = try grant(["s3://my-data/labels.csv", "s3://my-data/images/", "s3://other"])
        for key in ["labels.csv", "images/a.csv", "images/b/c.csv"] { #expect(problem(object(key), grant) == nil) }
        #expect(problem(object("x/y.csv", bucket: "other"), grant) == nil)
        for key in ["labels.csv.bak", "labels.csv/x", "images", "images-2/a.csv", "x.csv"] {
            #expect(
                problem(object(key), grant)
                    == "workers of stack `team` may not read s3://my-data/\(key): run `stepsweep deploy --for sweep.yaml --stack team`"
            )
        }
        #expect(problem(object("labels.csv", bucket: "my-data-2"), grant) != nil)
    }

    @Test("needs the key too where the object is encrypted with one of KMS's")
    func keys() throws {
        let known = try grant(["s3://my-data/a.csv"], keys: [Self.key])
        #expect(problem(object("a.csv", kmsKey: Self.key), known) == nil)
        let other = Self.key + "-2"
        #expect(problem(object("a.csv", kmsKey: other), known)?.contains("and not use \(other)") == true)
    }

    @Test("is not asked for what lies in the stack's own bucket below data/, nor where nobody knows it")
    func own() throws {
        #expect(problem(object("data/x.csv", bucket: "team-bucket"), DataGrant()) == nil)
        #expect(problem(object("results.sqlite", bucket: "team-bucket"), DataGrant()) != nil)
        #expect(problem(object("a.csv"), nil) == nil)
    }

    @Test("does not help where the bucket is in another region: the command copies the object")
    func region() throws {
        let far = problem(object("it's a.csv", region: "us-east-1"), try grant(["s3://my-data/"]))
        #expect(
            far?.hasSuffix(
                "run `aws s3 cp 's3://my-data/it'\\''s a.csv' 's3://team-bucket/data/it'\\''s a.csv' --source-region us-east-1 --region eu-central-1`"
            ) == true, "\(far ?? "")")
        #expect(problem(object("a.csv", region: "us-east-1"), nil) != nil)
    }

    @Test("comes back from a stack's parameters as it went in, and joins what is there")
    func parameters() throws {
        let first = try grant(["s3://b-data/x/", "s3://a-data/y.csv"], keys: [Self.key])
        #expect(first.parameters["ReadableData"] == "arn:aws:s3:::a-data/y.csv,arn:aws:s3:::b-data/x/*")
        #expect(DataGrant(stackParameters: first.parameters) == first)
        #expect(DataGrant(stackParameters: ["ImageUri": ""]) == nil)
        let empty = try #require(DataGrant(stackParameters: ["ReadableData": "", "ReadableDataKeys": ""]))
        #expect(empty.isEmpty)
        #expect(
            try first.union(grant(["s3://c-data/z"])).addresses == [
                "s3://a-data/y.csv", "s3://b-data/x/", "s3://c-data/z",
            ])
        #expect(first.problem == nil)
        let many = (0..<100).map { "s3://my-data/" + String(repeating: "x", count: 40) + "\($0)" }
        #expect(try grant(many).problem?.contains("a stack holds 4096") == true)
        #expect(
            DataGrant([try #require(DataPrefix("s3://a-data/y"))], keys: [], partition: "aws-cn").objects == [
                "arn:aws-cn:s3:::a-data/y"
            ])
    }
}
