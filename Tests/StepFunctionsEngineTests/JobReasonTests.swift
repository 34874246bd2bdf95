import AWS
import Testing
@testable import StepFunctionsEngine

@Suite("Why a job waits or failed") struct JobReasonTests {
    @Test(
        "AWS's reason is said in words that name the fix, with AWS's own behind them",
        arguments: [
            ("CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - no capacity", "AWS has no such hosts free"),
            ("MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE - x", "raise --max-vcpus"),
            ("MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - x", "ask for less under `compute`"),
            ("CannotPullContainerError: pull access denied", "stepsweep doctor"),
            ("Your Spot Task was interrupted.", "tried again"),
            ("Host EC2 (instance i-0) terminated.", "tried again"),
            ("You have requested more vCPU capacity than your current vCPU limit of 32", "Service Quotas"),
            ("OutOfMemoryError: Container killed due to memory usage", "raise `memory_mib`"),
        ])
    func words(reason: String, fix: String) throws {
        let words = try #require(JobReason.words(reason))
        #expect(words.contains(fix))
        #expect(words.hasSuffix("(\(reason))"))
    }

    @Test("A reason that nobody knows stays as it is, and none stays none")
    func others() {
        #expect(JobReason.words("something new") == "something new")
        #expect(JobReason.words("") == nil)
        #expect(JobReason.words(nil) == nil)
    }

    @Test("A job that waits long without a reason gets a word, a running one none")
    func silence() {
        #expect(JobReason.silence(status: "RUNNABLE", seconds: 601)?.contains("stepsweep doctor") == true)
        #expect(JobReason.silence(status: "RUNNABLE", seconds: 599) == nil)
        #expect(JobReason.silence(status: "RUNNING", seconds: 6_000) == nil)
    }
}
