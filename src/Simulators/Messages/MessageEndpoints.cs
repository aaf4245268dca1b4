using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Http;

namespace Platform.Simulators.Messages;

/// <summary>What was sent, as JSON for programs and as a page for people.</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder routes) => routes.MapGet("/dev/messages", List);

    private static Results<JsonHttpResult<MessageList>, ContentHttpResult> List(HttpRequest request, SentMessages messages, string? to = null)
    {
        var all = messages.All(to);
        return request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            ? TypedResults.Content(PageOf(all), "text/html; charset=utf-8")
            : TypedResults.Json(new MessageList(all), Json.Options);
    }

    /// <summary>Nothing of a message is markup here, its links apart.</summary>
    private static string PageOf(IReadOnlyList<SentMessage> messages)
    {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Sent messages</title></head><body><h1>Sent messages</h1><p>Nothing of this left the machine.</p>");
        if (messages.Count == 0) page.Append("<p>None yet.</p>");
        foreach (var message in messages)
        {
            page.Append("<article><h2>").Append(Text(message.Subject)).Append("</h2><p>").Append(Text($"{message.Channel} to {message.To}, {message.At:u}")).Append("</p><pre>").Append(Text(message.Text)).Append("</pre>");
            foreach (var link in message.Links) page.Append("<p><a href=\"").Append(Text(link)).Append("\">").Append(Text(link)).Append("</a></p>");
            page.Append("</article><hr>");
        }

        return page.Append("</body></html>").ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}

/// <summary>Messages, newest first.</summary>
internal sealed record MessageList(IReadOnlyList<SentMessage> Items);
