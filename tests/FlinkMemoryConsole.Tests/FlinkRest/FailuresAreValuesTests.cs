using System.Net;
using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.FlinkRest.Texts;

namespace FlinkMemoryConsole.Tests.FlinkRest;

public class FailuresAreValuesTests : FlinkClientTestBase
{
    [Fact]
    public async Task An_answer_that_takes_30_seconds_has_timed_out()
    {
        Network.Slow("/overview", TimeSpan.FromSeconds(30));

        var failed = await FailAsync(() => Flink.Cluster.GetOverviewAsync(Cancellation), TimeSpan.FromSeconds(1));

        failed.Kind.ShouldBe(FlinkFailure.TimedOut);
        failed.Reason.ShouldBe("Flink did not answer within 10 s.");
        Network.Requests.Count.ShouldBe(1, "who was slow is not asked again");
    }

    [Fact]
    public async Task An_answer_that_is_cut_in_the_middle_is_broken()
    {
        Network.CutAfter("/overview", Overview[..40]);

        (await FailAsync(() => Flink.Cluster.GetOverviewAsync(Cancellation))).Kind.ShouldBe(FlinkFailure.Broken);
    }

    [Fact]
    public async Task A_cut_that_the_network_did_not_notice_is_broken_too()
    {
        Network.Answer("/overview", Overview[..40]);

        (await FailAsync(() => Flink.Cluster.GetOverviewAsync(Cancellation))).Kind.ShouldBe(FlinkFailure.Broken);
    }

    [Theory]
    [InlineData("""{"hello":"world"}""")]
    [InlineData("""["a"]""")]
    [InlineData("""{"flink-version":null}""")]
    [InlineData("hello")]
    public async Task What_is_not_Flinks_shape_is_not_Flink(string body)
    {
        Network.Answer("/overview", body);

        (await FailAsync(() => Flink.Cluster.GetOverviewAsync(Cancellation))).Kind.ShouldBe(FlinkFailure.NotFlink);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task A_web_page_is_not_Flink(HttpStatusCode status)
    {
        Network.AnswerHtml("/overview", status).AnswerHtml("/jobmanager/log", status);

        (await FailAsync(() => Flink.Cluster.GetOverviewAsync(Cancellation))).Kind.ShouldBe(FlinkFailure.NotFlink);
        (await FailAsync(() => Flink.JobManager.GetLogAsync(TextWindow.Tail(100), Cancellation))).Kind.ShouldBe(FlinkFailure.NotFlink);
    }

    [Fact]
    public async Task A_leader_election_is_waited_for_a_moment_then_told()
    {
        Network.ElectLeader("/overview");

        var failed = await FailAsync(() => Flink.Cluster.GetOverviewAsync(Cancellation));

        failed.Kind.ShouldBe(FlinkFailure.Unavailable);
        failed.Reason.ShouldContain("ongoing leader election");
        Network.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_retry_that_succeeds_is_an_answer()
    {
        var asked = 0;
        Network.On("/overview", (_, _) => ++asked == 1
            ? throw new HttpRequestException(HttpRequestError.ConnectionError)
            : Task.FromResult(new HttpResponseMessage { Content = new StringContent(Overview) }));

        (await AskAsync(() => Flink.Cluster.GetOverviewAsync(Cancellation))).ValueOrDefault!.FlinkVersion.ShouldBe("1.20.5");
    }

    [Fact]
    public async Task Nobody_who_listens_is_unreachable()
    {
        Network.Refuse("/overview");

        var failed = await FailAsync(() => Flink.Cluster.GetOverviewAsync(Cancellation));

        failed.Kind.ShouldBe(FlinkFailure.Unreachable);
        failed.Reason.ShouldBe("Nothing listens at http://flink.test:8081 (connection refused).");
    }

    [Theory]
    [InlineData(401, FlinkFailure.Refused)]
    [InlineData(403, FlinkFailure.Refused)]
    [InlineData(502, FlinkFailure.Unavailable)]
    [InlineData(404, FlinkFailure.NotFlink)]
    public async Task What_a_proxy_says_is_understood(int status, FlinkFailure kind)
    {
        Network.Answer("/overview", "", (HttpStatusCode)status);

        var failed = await FailAsync(() => Flink.Cluster.GetOverviewAsync(Cancellation));

        (failed.Kind, failed.Status).ShouldBe((kind, status));
    }

    [Theory]
    [InlineData(500, """["Internal server error.","<Exception on server side:\norg.apache.flink.runtime.resourcemanager.exceptions.UnknownTaskExecutorException: No TaskExecutor registered under nope.\n\tat x\nEnd of exception on server side>"]""", FlinkFailure.NotFound, "Flink answered 500: UnknownTaskExecutorException: No TaskExecutor registered under nope.")]
    [InlineData(500, """["Internal server error.","<Exception on server side:\njava.util.NoSuchElementException: No value present\n\tat x"]""", FlinkFailure.Unavailable, "Flink cannot answer yet, the job or vertex is starting or restarting (NoSuchElementException: No value present)")]
    [InlineData(500, """["org.apache.flink.util.FlinkException: Failed to transfer file from TaskExecutor tm-1.\n\tat x"]""", FlinkFailure.ServerError, "Flink answered 500: FlinkException: Failed to transfer file from TaskExecutor tm-1.")]
    [InlineData(404, """["org.apache.flink.runtime.rest.NotFoundException: Job 00 not found\n\tat x"]""", FlinkFailure.NotFound, "Flink answered 404: Job 00 not found")]
    [InlineData(400, """["Bad request, could not parse parameters: Cannot resolve path parameter (jobid) from value \"xyz\"."]""", FlinkFailure.BadRequest, "Flink answered 400: Bad request, could not parse parameters: Cannot resolve path parameter (jobid) from value \"xyz\".")]
    [InlineData(500, "[]", FlinkFailure.ServerError, "Flink answered 500 and gave no reason.")]
    public async Task Flinks_own_words_are_taken_out_of_its_stack_traces(int status, string errors, FlinkFailure kind, string reason)
    {
        Network.Answer("/overview", $$"""{"errors":{{errors}}}""", (HttpStatusCode)status);

        var failed = await FailAsync(() => Flink.Cluster.GetOverviewAsync(Cancellation));

        failed.ShouldSatisfyAllConditions(() => failed.Kind.ShouldBe(kind), () => failed.Reason.ShouldBe(reason), () => failed.Status.ShouldBe(status));
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        var endless = new EndlessStream();
        Network.On("/overview", (_, _) => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(endless) }));

        (await FailAsync(() => Flink.Cluster.GetOverviewAsync(Cancellation))).Kind.ShouldBe(FlinkFailure.TooLarge);
        endless.Given.ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public async Task Only_the_callers_own_cancellation_is_an_exception()
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Network.Slow("/overview", TimeSpan.FromSeconds(5));
        var asked = Flink.Cluster.GetOverviewAsync(caller.Token);

        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(asked);
    }

    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'{');
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
