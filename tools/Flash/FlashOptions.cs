using System.Globalization;

namespace Platform.Flash;

/// <summary>What the command line says.</summary>
/// <param name="Api">The platform's address.</param>
/// <param name="Batch">The batch's id or its number.</param>
/// <param name="Ports">Where devices are connected; one worker each.</param>
/// <param name="Programmer">The command that flashes and provisions one device.</param>
/// <param name="Tester">The command that tests it afterwards; null when nothing is tested.</param>
/// <param name="User">Who signs in.</param>
/// <param name="Resume">Go on where a former run ended.</param>
/// <param name="StateFile">Where results are kept until the platform has them; null: <c>flash-{batch}.jsonl</c>.</param>
/// <param name="Tries">How often a device is tried.</param>
/// <param name="Timeout">How long a command may run.</param>
internal sealed record FlashOptions(
    Uri Api, string Batch, IReadOnlyList<string> Ports, CommandTemplate Programmer, CommandTemplate? Tester, string User, bool Resume, string? StateFile, int Tries, TimeSpan Timeout)
{
    public const string Usage = """
        Usage: flash --api URL --batch ID|NUMBER --ports PORT,PORT,… --programmer "COMMAND {port} {nvs}" [options]

          --api URL              the platform, such as https://platform.example
          --batch ID|NUMBER      which batch
          --ports LIST           serial ports, one device at a time on each; or
          --port-count N         N ports named 1 to N
          --programmer COMMAND   flashes and provisions one device; {port}, {nvs} (the CSV file for nvs_partition_gen), {serial}
                                 and {type} are replaced. Exit code 0 is success; 'MAC: 24:6F:28:…' in its output is kept
          --tester COMMAND       tests it afterwards, with the same words; exit code 0 is a device that works
          --user NAME            who signs in (admin); the password is taken from PLATFORM_PASSWORD
          --resume               go on after a run that ended early: what is flashed is left out, what failed is tried again
          --state FILE           where results are kept until the platform has them (flash-NUMBER.jsonl)
          --tries N              how often a device is tried before it counts as failed (2)
          --timeout SECONDS      how long a command may run (180)

        Exit code 0: every device of the batch is done; 1: some are not; 2: it could not begin.
        """;

    private static readonly string[] Valued = ["--api", "--batch", "--ports", "--port-count", "--programmer", "--tester", "--user", "--state", "--tries", "--timeout"];

    /// <summary>Reads the command line; what is wrong with it otherwise.</summary>
    public static (FlashOptions? Options, string? Problem) Parse(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        var resume = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            if (name == "--resume") resume = true;
            else if (!Valued.Contains(name, StringComparer.Ordinal)) return (null, $"There is no option {name}.");
            else if (++i == arguments.Count) return (null, $"{name} needs a value.");
            else given[name] = arguments[i];
        }

        if (!Uri.TryCreate(given.GetValueOrDefault("--api"), UriKind.Absolute, out var api) || api.Scheme is not ("http" or "https")) return (null, "--api needs the platform's address, such as https://platform.example.");
        if (given.GetValueOrDefault("--batch") is not { Length: > 0 } batch) return (null, "--batch needs the batch's id or number.");
        if (CommandTemplate.Parse(given.GetValueOrDefault("--programmer")) is not { } programmer) return (null, "--programmer needs a command, with every quote closed.");
        if (!programmer.Names("nvs")) return (null, "--programmer does not use {nvs}: the device would get no credentials.");
        CommandTemplate? tester = null;
        if (given.TryGetValue("--tester", out var test) && (tester = CommandTemplate.Parse(test)) is null) return (null, "--tester needs a command, with every quote closed.");
        if (PortsOf(given) is not { Length: > 0 } ports) return (null, "--ports needs different port names with commas between them, or --port-count a number from 1 to 64.");
        if (!IsNumber(given.GetValueOrDefault("--tries", "2"), 1, 10, out var tries)) return (null, "--tries needs a number from 1 to 10.");
        if (!IsNumber(given.GetValueOrDefault("--timeout", "180"), 1, 3600, out var seconds)) return (null, "--timeout needs seconds from 1 to 3600.");
        return (new(api, batch, ports, programmer, tester, given.GetValueOrDefault("--user", "admin"), resume, given.GetValueOrDefault("--state"), tries, TimeSpan.FromSeconds(seconds)), null);
    }

    private static string[]? PortsOf(Dictionary<string, string> given)
    {
        if (given.TryGetValue("--port-count", out var count))
            return !given.ContainsKey("--ports") && IsNumber(count, 1, 64, out var n) ? [.. Enumerable.Range(1, n).Select(i => i.ToString(CultureInfo.InvariantCulture))] : null;
        var ports = given.GetValueOrDefault("--ports", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return ports.Distinct(StringComparer.Ordinal).Count() == ports.Length ? ports : null;
    }

    private static bool IsNumber(string text, int from, int to, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= from && number <= to;
}
