using FlinkMemoryConsole.Recordings;

namespace FlinkMemoryConsole.Tests.Recordings;

public class RecordingHandlerTests
{
    private const string TaskManagerOne = "localhost:1-a";
    private const string TaskManagerTwo = "localhost:2-b";
    private const string Vertex = $"/jobs/{SampleRecording.Job}/vertices/{SampleRecording.Job}";

    private static Task<Recording> OpenAsync() => SampleRecording.OpenAsync([
        """{"t":0,"get":"/overview","status":200,"json":{}}""",
        $$$"""{"t":1,"get":"/taskmanagers","status":200,"json":{"taskmanagers":[{"id":"{{{TaskManagerOne}}}"},{"id":"{{{TaskManagerTwo}}}"}]}}""",
        $$$"""{"t":2,"get":"/taskmanagers/{{{TaskManagerOne}}}","status":200,"json":{"id":"{{{TaskManagerOne}}}"}}""",
        $$$"""{"t":2,"get":"/taskmanagers/{{{TaskManagerOne}}}/metrics","metrics":{"a":"1","b":"x"}}""",
        $$$"""{"t":2,"get":"/taskmanagers/{{{TaskManagerTwo}}}/metrics","metrics":{"a":"3","c":"NaN"}}""",
        $$$"""{"t":3,"get":"/jobs/overview","status":200,"json":{"jobs":[{"jid":"{{{SampleRecording.Job}}}"}]}}""",
        $$$"""{"t":3,"get":"{{{Vertex}}}/metrics","metrics":{"0.busy":"10","1.busy":"30","1.op.count":"7","noSubtask":"1"}}""",
        """{"t":3,"get":"/jobmanager/log","status":200,"text":"hello"}""",
        $$$"""{"t":5000,"get":"/taskmanagers","status":200,"json":{"taskmanagers":[{"id":"{{{TaskManagerTwo}}}"}]}}""",
        $$$"""{"t":5001,"get":"/taskmanagers/{{{TaskManagerOne}}}","status":500,"json":{"errors":["its own words"]}}""",
        """{"t":5002,"get":"/jobs/overview","status":200,"json":{"jobs":[]}}""",
        """{"t":6000,"get":"/jobmanager/log","down":true}""",
        """{"t":8000,"get":"/overview","down":true}""",
        """{"t":9000,"get":"/overview","status":200,"json":{"back":true}}"""]);

    [Theory]
    [InlineData(1, $"/taskmanagers/{TaskManagerOne}/metrics", 200, """[{"id":"a"},{"id":"b"}]""")]
    [InlineData(1, $"/v1/taskmanagers/{TaskManagerOne}/metrics?get=b,nope,a", 200, """[{"id":"b","value":"x"},{"id":"a","value":"1"}]""")]
    [InlineData(1, "/taskmanagers/metrics", 200, """[{"id":"a"},{"id":"b"},{"id":"c"}]""")]
    [InlineData(1, "/taskmanagers/metrics?get=a", 200, """[{"id":"a","min":1,"max":3,"avg":2,"sum":4,"skew":50}]""")]
    [InlineData(1, $"/taskmanagers/metrics?get=a,b&agg=max&taskmanagers={TaskManagerOne}", 200, """[{"id":"a","max":1}]""")]
    [InlineData(1, "/taskmanagers/metrics?get=c&agg=sum", 200, """[{"id":"c","sum":"NaN"}]""")]
    [InlineData(1, $"{Vertex}/subtasks/metrics?get=busy&agg=sum", 200, """[{"id":"busy","sum":40}]""")]
    [InlineData(1, $"{Vertex}/subtasks/metrics?get=busy&agg=sum&subtasks=1-5", 200, """[{"id":"busy","sum":30}]""")]
    [InlineData(1, $"{Vertex}/subtasks/1/metrics", 200, """[{"id":"busy"},{"id":"op.count"}]""")]
    [InlineData(1, "/jobmanager/log", 200, "hello")]
    [InlineData(1, "/nothing", 404, """{"errors":["Unable to load requested file /nothing."]}""")]
    [InlineData(6, $"/taskmanagers/{TaskManagerOne}/metrics?get=a", 200, "[]")]
    [InlineData(6, $"/taskmanagers/{TaskManagerOne}", 500, """{"errors":["its own words"]}""")]
    [InlineData(6, "/taskmanagers/metrics?get=a&agg=sum", 200, """[{"id":"a","sum":3}]""")]
    [InlineData(6, $"/jobs/{SampleRecording.Job}", 404, $$"""{"errors":["org.apache.flink.runtime.rest.NotFoundException: Job {{SampleRecording.Job}} not found"]}""")]
    [InlineData(6, $"{Vertex}/subtasks/metrics?get=busy", 200, "[]")]
    [InlineData(9.5, "/overview", 200, """{"back":true}""")]
    public async Task Answers_as_the_cluster_would(double seconds, string path, int status, string body)
    {
        using var recording = await OpenAsync();

        (await recording.GetAsync(seconds, path)).ShouldBe((status, body));
    }

    [Theory]
    [InlineData("log", 404, "Failed to transfer file from TaskExecutor")]
    [InlineData("stdout", 404, "Failed to transfer file from TaskExecutor")]
    [InlineData("logs", 404, "Could not find TaskExecutor")]
    [InlineData("thread-dump", 500, "No TaskExecutor registered under")]
    public async Task A_TaskManager_that_is_gone_answers_in_Flinks_words(string what, int status, string words)
    {
        using var recording = await OpenAsync();

        var answer = (await recording.GetAsync(6, $"/taskmanagers/{TaskManagerOne}/{what}")).ShouldNotBeNull();

        answer.Status.ShouldBe(status);
        answer.Body.ShouldContain(words);
    }

    [Theory]
    [InlineData(8.5, "/jobs/overview")]
    [InlineData(8.5, "/taskmanagers/metrics")]
    [InlineData(6.5, "/jobmanager/log")]
    public async Task There_is_no_answer_while_there_was_none(double seconds, string path)
    {
        using var recording = await OpenAsync();

        (await recording.GetAsync(seconds, path)).ShouldBeNull();
    }

    [Theory]
    [InlineData(4000, 200)]
    [InlineData(4090, 404)]
    public async Task A_request_line_longer_than_Flink_takes_is_refused_as_Flink_does(int length, int status)
    {
        using var recording = await OpenAsync();

        (await recording.GetAsync(1, "/overview?".PadRight(length, 'x'))).ShouldNotBeNull().Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_recording_cannot_be_changed()
    {
        using var recording = await OpenAsync();
        using RecordingClock clock = new(recording);
        using HttpClient client = new(new RecordingHandler(recording, clock));

        using var response = await client.DeleteAsync($"http://recording/jobs/{SampleRecording.Job}", TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBe(403);
    }
}
