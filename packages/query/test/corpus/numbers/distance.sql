-- about: The distance between two places on the globe, by haversines
select round(2 * 6371 * asin(sqrt(power(sin(radians((lat2 - lat1) / 2)), 2) + cos(radians(lat1)) * cos(radians(lat2)) * power(sin(radians((lon2 - lon1) / 2)), 2))), 3) km
from (values (48.8566e0, 2.3522e0, 51.5074e0, -0.1278e0), (19.076e0, 72.8777e0, 28.7041e0, 77.1025e0), (0e0, 0e0, 0e0, 180e0)) t(lat1, lon1, lat2, lon2) order by 1
