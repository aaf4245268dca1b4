using System.Net;

namespace Platform.DeviceRegistry.Pits;

/// <summary>What is accepted as a camera's data and as a pit's number and name. Pure.</summary>
internal static class CameraRules
{
    public static IEnumerable<(string Field, string Message)> Check(Camera camera)
    {
        if (camera.Ip is { Length: > 0 } ip && !IPAddress.TryParse(ip, out _))
            yield return ("camera_ip", "must be an IPv4 or IPv6 address such as 10.8.1.20");
        if (camera.Model is { } model && (model.Length > 100 || model.Any(char.IsControl)))
            yield return ("camera_model", "must have at most 100 characters, none of them control characters");
        if (camera.RtspUrl is { Length: > 0 } url && !(url.Length <= 500 && !url.Any(char.IsControl) && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "rtsp" or "rtsps"))
            yield return ("camera_rtsp_url", "must be an address such as rtsp://10.8.1.20:554/Streaming/Channels/101");
    }

    public static IEnumerable<(string Field, string Message)> CheckPitNumber(int? pitNumber)
    {
        if (pitNumber is null or < 1 or > 9999) yield return ("pit_number", "must be a number from 1 to 9999");
    }

    public static IEnumerable<(string Field, string Message)> CheckName(string? name)
    {
        if (name is { } text && (text.Length > 100 || string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl)))
            yield return ("name", "must have 1 to 100 characters, none of them control characters");
    }
}
