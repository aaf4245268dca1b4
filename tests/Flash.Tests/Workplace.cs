using Platform.ServiceDefaults.Security;
using Spectre.Console;

namespace Platform.Flash.Tests;

/// <summary>A bench with a folder of its own, where the simulated programmer puts its devices, and what was said.</summary>
internal sealed class Workplace(FactoryFixture factory, Batch batch) : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("flash-test-");
    private readonly StringWriter said = new();

    public string Devices => Path.Combine(root.FullName, "devices");

    public string StateFile => Path.Combine(root.FullName, "state.jsonl");

    /// <summary>Serial numbers in the order in which the programmer began with them, repeats included.</summary>
    public IReadOnlyList<string> Begun => File.Exists(BegunFile) ? File.ReadAllLines(BegunFile) : [];

    public string Said => said.ToString();

    /// <summary>Every request of the tool goes through it.</summary>
    public DelegatingHandler? Between { get; init; }

    public int SignIns { get; private set; }

    private string BegunFile => Path.Combine(root.FullName, "begun");

    /// <summary>The simulated programmer, which also notes whom it began with.</summary>
    public string Programmer(string options = "", string first = "true") =>
        $"""bash -c 'echo "$2" >> "$0/begun"; {first} && exec "$3" --folder "$0/devices" {options} "$1" "$4"' "{root.FullName}" {"{port}"} {"{serial}"} "{Path.Combine(AppContext.BaseDirectory, "flash-simulator")}" {"{nvs}"}""";

    /// <summary>Runs the tool; its exit code.</summary>
    public async Task<int> RunAsync(string programmer, string[]? more = null, CancellationToken ct = default)
    {
        string[] ports = more?.Contains("--ports") == true ? [] : ["--port-count", "3"];
        var (options, problem) = FlashOptions.Parse(["--api", "http://localhost", "--batch", $"{batch.Number}", .. ports, "--programmer", programmer, "--state", StateFile, .. more ?? []]);
        problem.ShouldBeNull();
        using var client = Client();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(said) });
        console.Profile.Width = 200;
        return await new FlashRun(options!, new FactoryApi(client, SignInAsync, pause: TimeSpan.FromMilliseconds(5)), console).RunAsync(ct);
    }

    public void Dispose()
    {
        root.Delete(recursive: true);
        said.Dispose();
    }

    private Task<string> SignInAsync(CancellationToken ct)
    {
        SignIns++;
        return Task.FromResult(factory.Tokens.For(Roles.Admin));
    }

    private HttpClient Client() => Between is null ? factory.CreateClient() : factory.CreateDefaultClient(Between);
}
