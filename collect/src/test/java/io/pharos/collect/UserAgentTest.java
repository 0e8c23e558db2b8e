package io.pharos.collect;

import static io.pharos.collect.Values.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Value;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What texts of real programs say. */
final class UserAgentTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Chrome, 126.0, Mac OS X, Mac, desktop            | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36
            Safari, 17.4, Mac OS X, Mac, desktop             | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Safari/605.1.15
            Edge, 126.0, Windows, PC, desktop                | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0
            IE, 8.0, Windows, PC, desktop                    | Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0; .NET CLR 2.0.50727; Tablet PC 2.0)
            Firefox, 127.0, Ubuntu, PC, desktop              | Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0
            Chrome, 126.0, Chrome OS, PC, desktop            | Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36
            HeadlessChrome, 156.0, Linux, PC, desktop        | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36
            Mobile Safari, 17.5, iOS, iPhone, mobile         | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1
            Facebook, 468.0, iOS, iPhone, mobile             | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/468.0.0]
            Chrome Mobile, 126.0, Android, Samsung SM-G991B, mobile | Mozilla/5.0 (Linux; Android 13; SM-G991B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36
            Chrome Mobile, 126.0, Android, phone, mobile     | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36
            Opera Mini, 36.2, Android, phone, mobile         | Opera/9.80 (Android; Opera Mini/36.2/191.249; U; en) Presto/2.12.423 Version/12.16
            Firefox Mobile, 48.0, KaiOS, LYF F90M, mobile    | Mozilla/5.0 (Mobile; LYF/F90M/LYF-F90M; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5
            Chrome Mobile, 100.0, Android, X19, mobile       | Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/100.0.0.0 Mobile Safari/537.36
            Mobile Safari, 16.6, iOS, iPad, tablet           | Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1
            Chrome, 126.0, Android, tablet, tablet           | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36
            Firefox Mobile, 127.0, Android, tablet, tablet   | Mozilla/5.0 (Android 14; Tablet; rv:127.0) Gecko/127.0 Firefox/127.0
            Amazon Silk, 108.4, Android, Kindle, tablet      | Mozilla/5.0 (Linux; Android 5.1.1; KFAUWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/108.4.6 like Chrome/108.0.5359.220 Safari/537.36
            Safari, 5.0, Tizen, Samsung SMART-TV, tv         | Mozilla/5.0 (SMART-TV; Linux; Tizen 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Version/5.0 TV Safari/537.36
            Chrome, 90.0, Chromecast, TV, tv                 | Mozilla/5.0 (X11; Linux armv7l) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0.4430.225 Safari/537.36 CrKey/1.56.500000 DeviceType/Chromecast
            Chrome Mobile WebView, 88.0, Android, AFTMM, tv  | Mozilla/5.0 (Linux; Android 9; AFTMM Build/PS7233; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/88.0.4324.152 Mobile Safari/537.36
            Edge, 20.02, Windows, console, console           | Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox Series X) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/48.0.2564.82 Safari/537.36 Edge/20.02
            Safari, 13.0, PlayStation 5, console             | Mozilla/5.0 (PlayStation; PlayStation 5/2.26) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.0 Safari/605.1.15
            Firefox, 127.0, other                            | Mozilla/5.0 (rv:127.0) Gecko/20100101 Firefox/127.0
            """)
    void aBrowserTellsWhatItIsAndRunsOn(String facts, String userAgent) {
        var agent = UserAgent.read(userAgent);

        assertThat(facts(agent)).isEqualTo(facts);
        assertThat(agent.crawler()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Android, Samsung SM-G991B, mobile | Dalvik/2.1.0 (Linux; U; Android 13; SM-G991B Build/TP1A.220624.014)
            iOS, iPhone, mobile               | MyShop/3.1 (iPhone; iOS 17.5; Scale/3.00)
            iOS, phone, mobile                | MyShop/1.0 CFNetwork/1410.0.3 Darwin/22.6.0
            ATV OS X, AppleTV, tv             | AppleTV11,1/11.1
            Roku, Roku, tv                    | Roku/DVP-9.10 (519.10E04111A)
            """)
    void anAppIsNoBrowserButTellsItsDevice(String facts, String userAgent) {
        var agent = UserAgent.read(userAgent);

        assertThat(facts(agent)).isEqualTo(facts);
        assertThat(agent.properties()).doesNotContainKey("browser");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Googlebot, 2.1, other   | Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
            Googlebot, 2.1, other   | Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
            Applebot, 0.1, other    | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.1.1 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)
            Bytespider, other       | Mozilla/5.0 (Linux; Android 7.0;) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; Bytespider)
            FacebookBot, 1.1, other | facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)
            Twitterbot, 1.0, other  | Twitterbot/1.0
            """)
    void aCrawlerTellsItsNameOnly(String facts, String userAgent) {
        var agent = UserAgent.read(userAgent);

        assertThat(facts(agent)).isEqualTo(facts);
        assertThat(agent.crawler()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "analytics-node/3.0.13",
                "analytics-node-next/latest",
                "analytics-java/3.5.4",
                "node",
                "node-superagent/3.8.3",
                "axios/1.6.0",
                "curl/7.88.1",
                "Wget/1.21",
                "okhttp/4.12.0",
                "python-requests/2.31.0",
                "Python-urllib/3.11",
                "Java/17.0.1",
                "Java-http-client/25.0.1",
                "Apache-HttpClient/4.5.13 (Java/1.8.0_265)",
                "aws-sdk-java/1.11.1 Linux/4.14.77 OpenJDK_64-Bit_Server_VM",
                "Go-http-client/1.1",
                "GuzzleHttp/7",
                "libwww-perl/6.1",
                "PostmanRuntime/7.36.0",
                "Ruby",
                "-",
            })
    void aLibraryThatServersSendWithSaysNothing(String userAgent) {
        assertThat(UserAgent.read(userAgent).saysNothing()).isTrue();
    }

    @Test
    void aVersionCanBeComparedAsANumber() {
        var agent = UserAgent.read("Mozilla/5.0 (Windows NT 10.0; rv:115.9.1) Gecko/20100101 Firefox/115.9.1");

        assertThat(agent.properties()).containsEntry("browser_version", text("115.9"));
    }

    private static String facts(UserAgent agent) {
        return agent.properties().values().stream()
                .map(value -> ((Value.Text) value).text())
                .collect(Collectors.joining(", "));
    }
}
