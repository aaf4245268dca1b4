namespace Platform.Identity.Mail;

/// <summary>Where the web app is (section <c>Web</c>), for the links in mails.</summary>
internal sealed class WebOptions
{
    public const string Message = "Web__Address must be scheme, host and port of the web app and nothing behind it, for example https://app.example.com.";

    /// <summary>Such as <c>https://app.example.com</c>.</summary>
    public string Address { get; set; } = "http://127.0.0.1:8080";

    public static bool IsValid(WebOptions options) =>
        Uri.TryCreate(options.Address, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && options.Address.TrimEnd('/') == $"{address.Scheme}://{address.Authority}";

    /// <summary>The address of a page of the web app with a query; members without a value are left out.</summary>
    public string LinkTo(string page, params IReadOnlyList<(string Name, string? Value)> query)
    {
        var pairs = query.Where(q => q.Value is not null).Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value!)}").ToArray();
        return $"{Address.TrimEnd('/')}{page}{(pairs.Length == 0 ? "" : "?")}{string.Join('&', pairs)}";
    }
}
