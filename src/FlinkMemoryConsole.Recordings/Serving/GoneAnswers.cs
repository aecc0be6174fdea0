namespace FlinkMemoryConsole.Recordings.Serving;

/// <summary>What Flink 1.20 and 2.3 say about a TaskManager or a job that is not there.</summary>
internal static class GoneAnswers
{
    private const string Runtime = "org.apache.flink.runtime.";

    public static RecordedAnswer Unknown(string path) => Error(404, $"Unable to load requested file {path}.");

    public static RecordedAnswer Job(string id) => Error(404, $"{Runtime}rest.NotFoundException: Job {id} not found");

    /// <param name="id">The TaskManager.</param>
    /// <param name="what">The first part of the path after the id; empty for the TaskManager itself.</param>
    public static RecordedAnswer TaskManager(string id, string what) => what switch
    {
        "log" or "stdout" => Error(404, $"{Runtime}rest.NotFoundException: Failed to transfer file from TaskExecutor {id} because it was unknown."),
        "logs" => Error(404, $"{Runtime}rest.handler.RestHandlerException: Could not find TaskExecutor {id}"),
        _ => Error(
            500,
            "Internal server error.",
            $"<Exception on server side:\n{Runtime}resourcemanager.exceptions.UnknownTaskExecutorException: No TaskExecutor registered under {id}.\n\nEnd of exception on server side>"),
    };

    public static RecordedAnswer Error(int status, params IEnumerable<string> errors) => new(status, true, Json.Errors(errors));
}
