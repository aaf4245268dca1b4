namespace Platform.Flash.Tests;

public sealed class CommandLineTests
{
    private static readonly string[] Enough = ["--api", "https://platform.example", "--batch", "7", "--ports", "/dev/ttyUSB0,/dev/ttyUSB1", "--programmer", "esp {port} {nvs}"];

    [Fact]
    public void Line_that_says_enough_is_read()
    {
        var (options, problem) = FlashOptions.Parse([.. Enough, "--resume", "--tries", "3", "--user", "factory"]);

        problem.ShouldBeNull();
        (options!.Batch, options.User, options.Resume, options.Tries, options.Tester).ShouldBe(("7", "factory", true, 3, null));
        options.Ports.ShouldBe(["/dev/ttyUSB0", "/dev/ttyUSB1"]);
        options.Timeout.ShouldBe(TimeSpan.FromSeconds(180));
    }

    [Theory]
    [InlineData("--api", "platform")]
    [InlineData("--api", "ftp://platform.example")]
    [InlineData("--batch", "")]
    [InlineData("--ports", "")]
    [InlineData("--ports", "/dev/ttyUSB0,/dev/ttyUSB0")]
    [InlineData("--programmer", "")]
    [InlineData("--programmer", "esp 'open {nvs}")]
    [InlineData("--programmer", "esp {port}")]
    [InlineData("--tester", "\"open")]
    [InlineData("--tries", "0")]
    [InlineData("--tries", "many")]
    [InlineData("--timeout", "0")]
    [InlineData("--port-count", "2")]
    [InlineData("--colour", "red")]
    public void Line_that_does_not_work_says_what_is_wrong(string option, string value)
    {
        var at = Array.IndexOf(Enough, option);
        string[] line = at < 0 ? [.. Enough, option, value] : [.. Enough[..(at + 1)], value, .. Enough[(at + 2)..]];

        var (options, problem) = FlashOptions.Parse(line);

        options.ShouldBeNull();
        problem!.ShouldContain(option == "--port-count" ? "--ports" : option);
    }

    [Fact]
    public void Option_without_its_value_is_named() => FlashOptions.Parse([.. Enough, "--user"]).Problem.ShouldBe("--user needs a value.");

    [Fact]
    public void Ports_can_be_counted()
    {
        var (options, _) = FlashOptions.Parse(["--api", "http://127.0.0.1:8080", "--batch", "7", "--port-count", "3", "--programmer", "esp {nvs}"]);

        options!.Ports.ShouldBe(["1", "2", "3"]);
    }

    [Theory]
    [InlineData("esp --port {port} {nvs}", "esp|--port|/dev/tty 0; rm|n.csv")]
    [InlineData("'my esp' \"{port}{nvs}\"", "my esp|/dev/tty 0; rmn.csv")]
    [InlineData("  esp   '' {port}", "esp||/dev/tty 0; rm")]
    [InlineData("esp a'b c'd", "esp|ab cd")]
    public void Command_is_split_before_anything_is_put_in(string template, string arguments) =>
        string.Join('|', CommandTemplate.Parse(template)!.For(new Dictionary<string, string> { ["port"] = "/dev/tty 0; rm", ["nvs"] = "n.csv" })).ShouldBe(arguments);

    [Fact]
    public void State_survives_a_line_that_was_cut_off()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("flash-state-").FullName, "state.jsonl");
        using (var state = StateFile.Open(path, resume: false))
        {
            state.Add(new("A", "failed", "1", null, "no sync"));
            state.Add(new("A", "flashed", "1", null, null));
            state.Add(new("B", "flashed", "2", null, null));
        }

        File.WriteAllText(path, File.ReadAllText(path)[..^10]);
        using (var state = StateFile.Open(path, resume: true))
        {
            state.Results.Select(r => $"{r.SerialNumber} {r.Result}").ShouldBe(["A flashed"]);
            state.Add(new("C", "flashed", "1", null, null));
        }

        using var again = StateFile.Open(path, resume: true);
        again.Results.Select(r => r.SerialNumber).ShouldBe(["A", "C"]);
    }

    [Fact]
    public void Two_runs_do_not_share_a_state()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("flash-state-").FullName, "state.jsonl");
        using var first = StateFile.Open(path, resume: false);

        Should.Throw<FactoryException>(() => StateFile.Open(path, resume: true)).Message.ShouldContain(path);
    }

    [Fact]
    public void File_of_something_else_is_not_taken_for_a_state()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("flash-state-").FullName, "state.jsonl");
        File.WriteAllText(path, "Dear diary,\n");

        Should.Throw<FactoryException>(() => StateFile.Open(path, resume: true)).Message.ShouldContain("is not a file of this tool");
    }
}
