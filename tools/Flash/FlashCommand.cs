using Spectre.Console;

namespace Platform.Flash;

/// <summary>Flashes and provisions the units of a batch on several ports at once, and writes what became of them into the ledger.</summary>
internal static class FlashCommand
{
    private const int CannotBegin = 2;

    public static async Task<int> Main(string[] args)
    {
        if (args is [] or ["-h" or "--help"])
        {
            AnsiConsole.WriteLine(FlashOptions.Usage);
            return args is [] ? CannotBegin : 0;
        }

        var (options, problem) = FlashOptions.Parse(args);
        if (options is null) return Cannot(problem!);
        if (Environment.GetEnvironmentVariable("PLATFORM_PASSWORD") is not { Length: > 0 } password) return Cannot("PLATFORM_PASSWORD is not set; put the password there.");
        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            interrupted.Cancel();
        };
        using var http = new HttpClient { BaseAddress = options.Api, Timeout = TimeSpan.FromSeconds(30) };
        try
        {
            return await new FlashRun(options, new FactoryApi(http, FactoryApi.WithPassword(http, options.User, password)), AnsiConsole.Console).RunAsync(interrupted.Token);
        }
        catch (FactoryException exception)
        {
            return Cannot(exception.Message);
        }
        catch (HttpRequestException exception)
        {
            return Cannot($"{options.Api} does not answer: {exception.Message}");
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            AnsiConsole.WriteLine("Ended; go on with --resume.");
            return 1;
        }
    }

    private static int Cannot(string problem)
    {
        Console.Error.WriteLine(problem);
        return CannotBegin;
    }
}
