using System.Collections.Immutable;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>How many network buffers a job needs, or why no Flink would say.</summary>
public abstract record BufferNeedAnswer
{
    private BufferNeedAnswer()
    {
    }

    /// <summary>The need, or null where there is none.</summary>
    public JobBufferNeed? NeedOrNull => (this as Computed)?.Need;

    /// <summary>The job runs with so many.</summary>
    public sealed record Computed(JobBufferNeed Need) : BufferNeedAnswer;

    /// <summary>Flink refuses an option that the computation reads, or fails the job for it.</summary>
    /// <param name="ExceptionClass">Flink's exception, simple name.</param>
    /// <param name="Keys">The options to blame.</param>
    public sealed record Refused(string ExceptionClass, string Message, ImmutableArray<string> Keys) : BufferNeedAnswer;
}
