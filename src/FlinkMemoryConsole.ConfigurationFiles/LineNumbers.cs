namespace FlinkMemoryConsole.ConfigurationFiles;

/// <summary>How the lines of a text are called: from 1 on, or as they stand in the text that it was found in.</summary>
/// <param name="Above">So many lines stand above its first one.</param>
/// <param name="Only">The one line to name for all, where its own cannot be found in the text around it.</param>
internal readonly record struct LineNumbers(int Above, int? Only = null)
{
    /// <summary>The lines of a scalar: a literal block keeps them, a quoted or folded one does not.</summary>
    public static LineNumbers Inside(YamlText scalar) => scalar.IsBlock ? new(scalar.Line) : new(0, scalar.Line);

    /// <summary>What a line of the text, from 1, is called.</summary>
    public int Of(int line) => Only ?? line + Above;
}
