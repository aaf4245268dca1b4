using System.Text;

namespace Platform.Flash;

/// <summary>
/// A command with words in braces that stand for something of the device. It is split into arguments once, before anything is put in,
/// and no shell runs it: a port's name can neither break out of its argument nor become a command.
/// </summary>
internal sealed class CommandTemplate
{
    private readonly IReadOnlyList<string> parts;

    private CommandTemplate(IReadOnlyList<string> parts) => this.parts = parts;

    /// <summary>Splits at spaces outside of single and double quotes; null when there is nothing or a quote is left open.</summary>
    public static CommandTemplate? Parse(string? text)
    {
        var arguments = new List<string>();
        var part = new StringBuilder();
        var (quote, inside) = ('\0', false);
        foreach (var character in text ?? "")
        {
            if (quote != '\0' && character == quote) quote = '\0';
            else if (quote != '\0') part.Append(character);
            else if (character is '"' or '\'') (quote, inside) = (character, true);
            else if (!char.IsWhiteSpace(character)) part.Append(character);
            else if (part.Length > 0 || inside) End();
        }

        if (quote != '\0') return null;
        if (part.Length > 0 || inside) End();
        return arguments.Count > 0 ? new(arguments) : null;

        void End()
        {
            arguments.Add(part.ToString());
            part.Clear();
            inside = false;
        }
    }

    /// <summary>Whether the word is used.</summary>
    public bool Names(string word) => parts.Any(p => p.Contains($"{{{word}}}", StringComparison.Ordinal));

    /// <summary>The program and its arguments for one device.</summary>
    public IReadOnlyList<string> For(IReadOnlyDictionary<string, string> words) =>
        [.. parts.Select(p => words.Aggregate(p, (text, word) => text.Replace($"{{{word.Key}}}", word.Value, StringComparison.Ordinal)))];
}
