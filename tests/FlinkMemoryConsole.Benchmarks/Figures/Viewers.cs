namespace FlinkMemoryConsole.Benchmarks.Figures;

internal static class Viewers
{
    public static Task PrintAsync() => Task.CompletedTask;
}
