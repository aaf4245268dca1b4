using System.Buffers;
using System.Text;

namespace Platform.DeviceRegistry.Factory;

/// <summary>Comma-separated values (RFC 4180), with line ends of a single LF. Pure.</summary>
internal static class Csv
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    /// <summary>Lines of fields; a field with a comma, a quote or a line end is quoted.</summary>
    public static string Write(IEnumerable<IReadOnlyList<string>> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines) text.AppendJoin(',', line.Select(Field)).Append('\n');
        return text.ToString();
    }

    private static string Field(string value) =>
        value.AsSpan().ContainsAny(Quoted) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
