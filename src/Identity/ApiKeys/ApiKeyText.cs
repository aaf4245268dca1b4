using System.Globalization;

namespace Platform.Identity.ApiKeys;

/// <summary>An API key as its holder has it: <c>pk_{id}_{secret}</c>.</summary>
internal sealed record ApiKeyText(Guid Id, string Secret)
{
    private const string Prefix = "pk_";

    public static ApiKeyText New(DateTimeOffset now) => new(Guid.CreateVersion7(now), Secrets.New());

    /// <summary>The key in that text, or null when it is not one.</summary>
    public static ApiKeyText? Parse(string? text)
    {
        if (text is not { Length: > 36 and <= 200 } || !text.StartsWith(Prefix, StringComparison.Ordinal) || text[35] != '_') return null;
        return Guid.TryParseExact(text.AsSpan(Prefix.Length, 32), "N", out var id) ? new ApiKeyText(id, text[36..]) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Id:N}_{Secret}");
}
