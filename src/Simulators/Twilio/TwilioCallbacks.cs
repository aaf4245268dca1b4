using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;

namespace Platform.Simulators.Twilio;

/// <summary>A message whose way is told.</summary>
internal sealed record StatusOf(string Sid, TwilioOptions Account, string To, string From, string Callback, bool IsDelivered);

/// <summary>Tells what becomes of messages, as Twilio does: a signed form for <c>sent</c>, then one for <c>delivered</c> or <c>undelivered</c>.</summary>
internal sealed partial class TwilioCallbacks(IHttpClientFactory clients, ILogger<TwilioCallbacks> logger) : BackgroundService
{
    private const string Unreachable = "30003";
    private readonly Channel<StatusOf> waiting = Channel.CreateBounded<StatusOf>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Later(StatusOf status) => waiting.Writer.TryWrite(status);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var status in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await TellAsync(status, "sent", errorCode: null, stoppingToken);
                await TellAsync(status, status.IsDelivered ? "delivered" : "undelivered", status.IsDelivered ? null : Unreachable, stoppingToken);
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or UriFormatException or InvalidOperationException && !stoppingToken.IsCancellationRequested)
            {
                LogNotTold(status.Sid, exception.Message);
            }
        }
    }

    private async Task TellAsync(StatusOf status, string what, string? errorCode, CancellationToken ct)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AccountSid"] = status.Account.AccountSid,
            ["ApiVersion"] = "2010-04-01",
            ["From"] = status.From,
            ["MessageSid"] = status.Sid,
            ["MessageStatus"] = what,
            ["SmsSid"] = status.Sid,
            ["SmsStatus"] = what,
            ["To"] = status.To,
        };
        if (errorCode is not null) form["ErrorCode"] = errorCode;
        using var request = new HttpRequestMessage(HttpMethod.Post, status.Callback) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Twilio-Signature", Sign(status.Callback, form, status.Account.AuthToken));
        using var client = clients.CreateClient();
        using var answer = await client.SendAsync(request, ct);
        if (!answer.IsSuccessStatusCode) LogNotTold(status.Sid, $"{(int)answer.StatusCode}");
    }

    private static string Sign(string address, Dictionary<string, string> form, string token)
    {
        var text = address + string.Concat(form.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key + f.Value));
#pragma warning disable CA5350 // The provider's protocol.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
    }

    [LoggerMessage(8101, LogLevel.Warning, "Status of {Sid} could not be told: {Problem}")]
    private partial void LogNotTold(string sid, string problem);
}
