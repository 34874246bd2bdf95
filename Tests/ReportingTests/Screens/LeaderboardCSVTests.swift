import Decisions
import JSON
import Reporting
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("The leaderboard as CSV") struct LeaderboardCSVTests {
    @Test("All columns in full precision, lines ended by CR and LF")
    func all() throws {
        #expect(
            LeaderboardCSV(try digits(ComparisonOptions(top: 1))).text
                == "rank,trial,sweep,status,reason,seed,validation_accuracy,train_accuracy,train_loss,epochs,learning_rate,"
                + "optimizer,seconds\r\n1,77b0aa1200000000,digits-0123abcd,succeeded,,0,0.98055,0.99055,"
                + "0.019449999999999967,30,0.0012599,adam,2.468\r\n")
    }

    @Test("Chosen columns only, where there is a choice")
    func chosen() throws {
        let options = ComparisonOptions(top: 2, columns: ["trial", "optimizer"])
        #expect(
            LeaderboardCSV(try digits(options)).text
                == "trial,optimizer\r\n77b0aa1200000000,adam\r\n3f2a9c1b00000000,adam\r\n")
    }

    @Test("Points have their metrics' deviations too")
    func points() throws {
        let outcomes: [TrialOutcome] = [
            .sample("a", index: 0, point: 0, seed: 0, metrics: ["validation_accuracy": 1]),
            .sample("b", index: 1, point: 0, seed: 1, metrics: ["validation_accuracy": 3]),
        ]
        #expect(
            LeaderboardCSV(try comparison(outcomes)).text
                == "rank,trial,sweep,status,reason,seeds,validation_accuracy,validation_accuracy_sd,learning_rate,seconds\r\n"
                + "1,b,digits-0123abcd,succeeded,,2,2.0,1.4142135623730951,0.1,2.0\r\n")
    }

    @Test("Commas, quotes and line breaks are quoted by RFC 4180")
    func quoting() {
        #expect(
            CSVText.text([["plain", "a,b", "say \"hi\"", "two\nlines", ""]])
                == "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\r\n")
    }
}
