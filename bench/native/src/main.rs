//! Microseconds per signed URL, natively: what `bench/sign.js` asks for round by round.

use std::{hint::black_box, time::Instant};

use polyv_edge::{AppSecret, Call, Credentials, Error, Signer, Stamp};

const PATH: &str = "/live/v4/user/viewer-record/get";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [calls, first_timestamp, app_id, app_secret, name, value] = arguments.as_slice() else {
        return Err("usage: polyv-edge-bench calls timestamp appId appSecret name value".into());
    };
    let (calls, first_timestamp): (u64, u64) = (calls.parse()?, first_timestamp.parse()?);
    let signer = Signer::new(Credentials {
        app_id: app_id.clone(),
        app_secret: AppSecret::new(app_secret.as_str())?,
    })?;
    // The same work as `signedUrl`: from path and parameters, checked, to the URL.
    let sign = |timestamp: u64| -> Result<String, Error> {
        let call = Call::get(black_box(PATH))?.query(black_box(name), black_box(value))?;
        Ok(signer.sign(&call, &Stamp::at(timestamp)?).url)
    };
    for timestamp in first_timestamp..first_timestamp + calls / 10 {
        black_box(sign(timestamp)?);
    }
    let from = Instant::now();
    for timestamp in first_timestamp..first_timestamp + calls {
        black_box(sign(timestamp)?);
    }
    let microseconds = from.elapsed().as_secs_f64() * 1e6;
    println!("{} {}", microseconds / calls as f64, sign(first_timestamp)?);
    Ok(())
}
