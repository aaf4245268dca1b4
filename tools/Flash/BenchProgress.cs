using Spectre.Console;

namespace Platform.Flash;

/// <summary>Bars: one for the batch and one per port.</summary>
internal sealed class BenchProgress : IBenchProgress
{
    private readonly IAnsiConsole console;
    private readonly ProgressTask whole;
    private readonly Dictionary<string, ProgressTask> ports;

    public BenchProgress(IAnsiConsole console, ProgressContext context, Batch batch, IReadOnlyList<string> portNames, int done)
    {
        this.console = console;
        whole = context.AddTask($"Batch {batch.Number}", maxValue: batch.Count);
        whole.Value = done;
        ports = portNames.ToDictionary(p => p, p => context.AddTask(Markup.Escape(p)).IsIndeterminate(), StringComparer.Ordinal);
    }

    public void Begins(string port, string serialNumber) => ports[port].Description = $"{Markup.Escape(port)} {serialNumber}";

    public void Done(string port, UnitResult result)
    {
        if (result.Result == "failed") console.MarkupLineInterpolated($"[red]{result.SerialNumber}[/] on {port}: {result.Detail}");
        else whole.Increment(1);
    }

    public void GivesUp(string port, string problem)
    {
        console.MarkupLineInterpolated($"[red]{port} is given up: {problem}[/]");
        ports[port].StopTask();
    }
}
