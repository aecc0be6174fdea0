namespace FlinkMemoryConsole.Web.Hosting;

/// <summary>The first thing to read in the terminal: the address to open.</summary>
internal static partial class StartupMessage
{
    public static void SayWhereToOpen(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        foreach (var address in app.Urls)
        {
            LogAddress(app.Logger, address);
        }
    });

    [LoggerMessage(LogLevel.Information, "Flink Memory Console is at {Address}")]
    private static partial void LogAddress(ILogger logger, string address);
}
